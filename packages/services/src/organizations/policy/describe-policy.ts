import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { policy } from "../subject/policy.ts";
import { policyToWire } from "./policy-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribePolicy.html */
export const describePolicy = organizations.read("DescribePolicy", {
  on: calledBy("delegates", policy),
  perform: async ({ target: { organization, subject } }) => ({ Policy: policyToWire(organization, subject) }),
});
