import type { Handshake } from "@rolecall/contracts/organizations";
import { anything, type Call, type ListPart, openPage, pageOfParts } from "@rolecall/operations";
import type { HandshakeRecord, ReadTransaction } from "@rolecall/store";
import { organizations } from "../define.ts";
import { checkFilter, passesFilter } from "./handshake-filter.ts";
import { handshakeToWire } from "./handshake-shape.ts";

/**
 * Those that the caller's account has to answer, or had: also what was sent to its e-mail before it was here.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListHandshakesForAccount.html
 */
export const listHandshakesForAccount = organizations.read("ListHandshakesForAccount", {
  on: anything,
  perform: async ({ call }) => {
    const { input, now } = call;
    const { Filter: filter } = input;
    checkFilter(filter);
    const pager = openPage(call, filter?.ActionType, filter?.ParentHandshakeId);
    const page = await pageOfParts(await partsOf(call), pager.request);
    const shown = page.items.filter((handshake) => passesFilter(handshake, filter, now));
    return { Handshakes: await handshakesToWire(call, shown), ...pager.marks(page) };
  },
});

type ReadCall = Call<unknown, ReadTransaction>;

async function partsOf({ tx, caller }: ReadCall): Promise<readonly ListPart<HandshakeRecord>[]> {
  const { accountId } = caller;
  const account = await tx.accounts.byId(accountId);
  if (account === undefined) throw new Error(`The account ${accountId} is not there.`);
  return [
    { name: "account", list: (request) => tx.handshakes.ofRecipient(accountId, request) },
    { name: "email", list: (request) => tx.handshakes.ofEmail(account.email, request) },
  ];
}

async function handshakesToWire(
  { tx, now }: ReadCall,
  handshakes: readonly HandshakeRecord[],
): Promise<readonly Handshake[]> {
  const shown: Handshake[] = [];
  for (const handshake of handshakes) {
    const organization = await tx.organizations.byId(handshake.organizationId);
    if (organization === undefined) throw new Error(`The handshake ${handshake.id} has no organization.`);
    shown.push(handshakeToWire(organization, handshake, now));
  }
  return shown;
}
