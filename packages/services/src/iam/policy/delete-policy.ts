import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { policyToChange } from "../on.ts";
import { policyUsage } from "./policy-shape.ts";

/**
 * A policy goes when nobody has it, attached or as a boundary, and its default version is the last.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
 */
export const deletePolicy = iam.write("DeletePolicy", {
  on: policyToChange,
  perform: async ({ call: { tx }, target: policy }) => {
    const usage = await policyUsage(tx, policy.accountId, policy.arn);
    if (usage.attachments + usage.boundaries > 0) {
      throw iamError("DeleteConflict", "Cannot delete a policy attached to entities.");
    }
    if ((await tx.policyVersions.list(policy.id)).length > 1) {
      throw iamError(
        "DeleteConflict",
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    await tx.policies.delete(policy.id);
    return {};
  },
});
