import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { organizationToWire } from "./organization-shape.ts";

/** Every member gets the same answer. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export const describeOrganization = organizations.read("DescribeOrganization", {
  on: calledBy("organization", wholeOrganization),
  perform: async ({ call: { tx }, target: { organization } }) => ({
    Organization: await organizationToWire(tx, organization),
  }),
});
