import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { resourcePolicyToWire } from "./resource-policy-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeResourcePolicy.html */
export const describeResourcePolicy = organizations.read("DescribeResourcePolicy", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ target: { organization } }) => {
    const { resourcePolicy } = organization;
    if (resourcePolicy === undefined) throw refusal("ResourcePolicyNotFoundException");
    return { ResourcePolicy: resourcePolicyToWire(organization, resourcePolicy) };
  },
});
