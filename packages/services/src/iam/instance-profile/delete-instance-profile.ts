import { iam } from "../define.ts";
import { deleteConflict } from "../error.ts";
import { instanceProfile } from "../on.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html */
export const deleteInstanceProfile = iam.write("DeleteInstanceProfile", {
  on: instanceProfile,
  perform: async ({ call: { tx }, target: profile }) => {
    if (profile.roleId !== undefined) throw deleteConflict("must remove roles from instance profile");
    await tx.instanceProfiles.delete(profile.id);
    return {};
  },
});
