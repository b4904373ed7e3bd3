import { openPage, pageOf } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { rootToWire } from "../shape/root-shape.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";

/** There is one. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html */
export const listRoots = organizations.read("ListRoots", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const pager = openPage(call);
    const page = pageOf([organization], ({ rootId }) => rootId, pager.request);
    return { Roots: page.items.map(rootToWire), ...pager.marks(page) };
  },
});
