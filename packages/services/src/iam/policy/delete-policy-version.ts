import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { anyPolicyToChange } from "../on.ts";
import { existingVersion } from "./existing-version.ts";
import { existingCustomerPolicy } from "./find-policy.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = iam.write("DeletePolicyVersion", {
  on: anyPolicyToChange,
  perform: async ({ call, target }) => {
    const { policyId, version } = await existingVersion(call, target);
    if (version === existingCustomerPolicy(target).defaultVersion) {
      throw iamError("DeleteConflict", "Cannot delete the default version of a policy.");
    }
    await call.tx.policyVersions.delete(policyId, version);
    return {};
  },
});
