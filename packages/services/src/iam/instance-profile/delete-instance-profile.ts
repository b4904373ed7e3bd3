import { iam } from "../define.ts";
import { deleteConflict } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { existing, instanceProfileNamed } from "../subject.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html */
export const deleteInstanceProfile = iam.write("DeleteInstanceProfile", {
  resolve: (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
  requires: (call, target) => [onEntity(call, "iam:DeleteInstanceProfile", target)],
  perform: async ({ call: { tx }, target }) => {
    const profile = existing(target);
    if (profile.roleId !== undefined) throw deleteConflict("must remove roles from instance profile");
    await tx.instanceProfiles.delete(profile.id);
    return {};
  },
});
