import { iam } from "../define.ts";
import { policy } from "../on.ts";
import { policyToWireInFull, policyUsage } from "./policy-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iam.read("GetPolicy", {
  on: policy,
  perform: async ({ call: { tx, caller }, target: found }) => {
    const usage = await policyUsage(tx, caller.accountId, found.policy.arn);
    return { Policy: policyToWireInFull(found, usage) };
  },
});
