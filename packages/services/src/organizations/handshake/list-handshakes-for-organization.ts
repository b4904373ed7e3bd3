import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { checkFilter, passesFilter } from "./handshake-filter.ts";
import { handshakeToWire } from "./handshake-shape.ts";

/**
 * Those that the organization sent, finished ones for 30 days. A page may be shorter than asked for, as on AWS.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListHandshakesForOrganization.html
 */
export const listHandshakesForOrganization = organizations.read("ListHandshakesForOrganization", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const { tx, input, now } = call;
    const { Filter: filter } = input;
    checkFilter(filter);
    const pager = openPage(call, filter?.ActionType, filter?.ParentHandshakeId);
    const page = await tx.handshakes.ofOrganization(organization.id, pager.request);
    const shown = page.items.filter((handshake) => passesFilter(handshake, filter, now));
    return {
      Handshakes: shown.map((handshake) => handshakeToWire(organization, handshake, now)),
      ...pager.marks(page),
    };
  },
});
