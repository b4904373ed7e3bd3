import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { pathOfParent } from "../subject/entity-path.ts";
import { unitNamed } from "../subject/node-named.ts";
import { unitToWire } from "./unit-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganizationalUnit.html */
export const describeOrganizationalUnit = organizations.read("DescribeOrganizationalUnit", {
  on: calledBy("delegates", unitNamed),
  perform: async ({ call: { tx }, target: { organization, subject } }) => {
    const { unit } = subject;
    return {
      OrganizationalUnit: unitToWire(organization, unit, await pathOfParent(tx, organization, unit.parentId)),
    };
  },
});
