import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { pathOfParent } from "../subject/entity-path.ts";
import { parentIdOf, parentNamed } from "../subject/node-named.ts";
import { unitToWire } from "./unit-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export const listOrganizationalUnitsForParent = organizations.read("ListOrganizationalUnitsForParent", {
  on: calledBy("delegates", parentNamed),
  perform: async ({ call, target: { organization, subject: parent } }) => {
    const { tx, input } = call;
    const parentId = parentIdOf(parent);
    const pager = openPage(call, input.ParentId);
    const page = await tx.organizationalUnits.ofParent(parentId, pager.request);
    const path = await pathOfParent(tx, organization, parentId);
    return {
      OrganizationalUnits: page.items.map((unit) => unitToWire(organization, unit, path)),
      ...pager.marks(page),
    };
  },
});
