import type { OrganizationalUnitRecord, ReadTransaction } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { unitNamed } from "../subject/node-named.ts";

/** What is attached to it goes with it. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganizationalUnit.html */
export const deleteOrganizationalUnit = organizations.write("DeleteOrganizationalUnit", {
  on: calledBy("management", unitNamed),
  perform: async ({ call: { tx }, target: { subject } }) => {
    if (!(await isEmpty(tx, subject.unit))) throw refusal("OrganizationalUnitNotEmptyException");
    await tx.organizationalUnits.delete(subject.unit.id);
    return {};
  },
});

async function isEmpty(tx: ReadTransaction, { id }: OrganizationalUnitRecord): Promise<boolean> {
  const one = { limit: 1 };
  const [units, accounts] = await Promise.all([
    tx.organizationalUnits.ofParent(id, one),
    tx.organizationMembers.ofParent(id, one),
  ]);
  return units.items.length === 0 && accounts.items.length === 0;
}
