import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { pathOfParent } from "../subject/entity-path.ts";
import { unitNamed } from "../subject/node-named.ts";
import { unitToWire } from "./unit-shape.ts";

/** Renames. https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdateOrganizationalUnit.html */
export const updateOrganizationalUnit = organizations.write("UpdateOrganizationalUnit", {
  on: calledBy("management", unitNamed),
  perform: async ({ call: { tx, input }, target: { organization, subject } }) => {
    const { parentId } = subject.unit;
    const unit = { ...subject.unit, name: input.Name ?? subject.unit.name };
    const holder = await tx.organizationalUnits.byName(parentId, unit.name);
    if (holder !== undefined && holder.id !== unit.id) throw refusal("DuplicateOrganizationalUnitException");
    await tx.organizationalUnits.update(unit);
    return {
      OrganizationalUnit: unitToWire(organization, unit, await pathOfParent(tx, organization, parentId)),
    };
  },
});
