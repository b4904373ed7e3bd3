import type { ListDelegationRequestsRequest } from "@rolecall/contracts/iam";
import { anything, type Call, type On, openPage } from "@rolecall/operations";
import type { DelegationRequestRecord, Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { requestToWire } from "./delegation-request-shape.ts";
import { isOwner, ownersGrant } from "./on.ts";

/** Requests that are looked at for one page: where a filter leaves most of them out, a page may hold fewer than it could. */
const MAX_LOOKED_AT = 1_000;

/** Those of the account; everybody may list those that it owns. */
const ownedRequests: On<ListDelegationRequestsRequest, undefined> = {
  ...anything,
  permission({ input: { OwnerId: owner }, caller }) {
    if (owner === undefined) return { resource: "*" };
    return {
      resource: "*",
      context: new Map([["iam:delegationrequestowner", owner]]),
      ...(isOwner({ ownerId: owner }, caller) && ownersGrant()),
    };
  },
};

/**
 * Requests of the account that somebody took over.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html
 */
export const listDelegationRequests = iam.read("ListDelegationRequests", {
  on: ownedRequests,
  perform: async ({ call }) => {
    const pager = openPage(call, call.input.OwnerId);
    const page = await ownedPage(call, pager.request);
    return {
      DelegationRequests: page.items.map((record) => requestToWire(record, call.now)),
      ...pager.marks(page),
    };
  },
});

async function ownedPage(
  { tx, caller, input }: Call<ListDelegationRequestsRequest, ReadTransaction>,
  request: PageRequest,
): Promise<Page<DelegationRequestRecord>> {
  const isWanted = ({ ownerId }: DelegationRequestRecord) =>
    ownerId !== undefined && (input.OwnerId === undefined || input.OwnerId === ownerId);
  const items: DelegationRequestRecord[] = [];
  let { after } = request;
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT; ) {
    const limit = request.limit - items.length;
    const step = { limit, ...(after !== undefined && { after }) };
    const page = await tx.delegationRequests.ofOwnerAccount(caller.accountId, step);
    items.push(...page.items.filter(isWanted));
    lookedAt += page.items.length;
    after = page.next;
    if (after === undefined) return { items };
    if (items.length === request.limit) break;
  }
  return { items, ...(after !== undefined && { next: after }) };
}
