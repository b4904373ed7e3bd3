import { iam } from "../define.ts";
import { anyPolicyToChange } from "../on.ts";
import { existingVersion } from "./existing-version.ts";
import { existingCustomerPolicy } from "./find-policy.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion = iam.write("SetDefaultPolicyVersion", {
  on: anyPolicyToChange,
  perform: async ({ call, target }) => {
    const { version } = await existingVersion(call, target);
    await call.tx.policies.update({ ...existingCustomerPolicy(target), defaultVersion: version });
    return {};
  },
});
