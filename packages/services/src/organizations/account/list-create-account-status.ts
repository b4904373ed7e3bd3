import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { creationToWire } from "./creation-shape.ts";

/**
 * A page may be shorter than asked for where states are asked for, as on AWS.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListCreateAccountStatus.html
 */
export const listCreateAccountStatus = organizations.read("ListCreateAccountStatus", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const { tx, input } = call;
    const states = new Set(input.States);
    const pager = openPage(call, [...states].toSorted().join());
    const page = await tx.accountCreations.list(organization.id, pager.request);
    const shown = page.items.filter(({ state }) => states.size === 0 || states.has(state));
    return { CreateAccountStatuses: shown.map(creationToWire), ...pager.marks(page) };
  },
});
