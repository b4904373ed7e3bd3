import { iam } from "../define.ts";
import { existingPolicy, onPolicy, policyNamed } from "./find-policy.ts";
import { policyToWireInFull, policyUsage } from "./policy-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = iam.read("GetPolicy", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: (_call, target) => [onPolicy("iam:GetPolicy", target)],
  perform: async ({ call: { tx, caller }, target }) => {
    const found = existingPolicy(target);
    return { Policy: policyToWireInFull(found, await policyUsage(tx, caller.accountId, target.arn)) };
  },
});
