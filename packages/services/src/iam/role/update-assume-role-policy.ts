import { iam } from "../define.ts";
import { roleToChange } from "../on.ts";
import { readTrustPolicy } from "./trust-policy.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iam.write("UpdateAssumeRolePolicy", {
  on: roleToChange,
  perform: async ({ call, target: role }) => {
    const trust = await readTrustPolicy(call, call.input.PolicyDocument);
    await call.tx.roles.update({ ...role, ...trust });
    return {};
  },
});
