import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { profileRole } from "./profile-role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html */
export const removeRoleFromInstanceProfile = iam.write("RemoveRoleFromInstanceProfile", {
  on: profileRole,
  perform: async ({ call: { tx }, target: { profile, role } }) => {
    const { roleId, ...withoutRole } = profile;
    if (roleId !== role.id) {
      const message = `Role ${role.name} in Instance Profile ${profile.name} cannot be found.`;
      throw iamError("NoSuchEntity", message);
    }
    await tx.instanceProfiles.update(withoutRole);
    return {};
  },
});
