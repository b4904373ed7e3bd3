import type { Parent } from "@rolecall/contracts/organizations";
import { isOrganizationIdOf } from "@rolecall/names";
import { openPage, pageOf } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { nodeParent } from "../subject/node.ts";
import { childNamed } from "../subject/node-named.ts";

/** The one parent that it has. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html */
export const listParents = organizations.read("ListParents", {
  on: calledBy("delegates", childNamed),
  perform: async ({ call, target: { subject: child } }) => {
    const pager = openPage(call, call.input.ChildId);
    const parents = [nodeParent(child)].filter((id) => id !== undefined);
    const page = pageOf(parents, (id) => id, pager.request);
    const shown = page.items.map(
      (id): Parent => ({ Id: id, Type: isOrganizationIdOf("root", id) ? "ROOT" : "ORGANIZATIONAL_UNIT" }),
    );
    return { Parents: shown, ...pager.marks(page) };
  },
});
