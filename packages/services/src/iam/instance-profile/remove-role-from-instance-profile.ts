import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { checkModifiable } from "../role/protected-role.ts";
import { existing } from "../subject.ts";
import { findPair } from "./profile-role.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html */
export const removeRoleFromInstanceProfile = iam.write("RemoveRoleFromInstanceProfile", {
  resolve: findPair,
  requires: (call, { profile }) => [onEntity(call, "iam:RemoveRoleFromInstanceProfile", profile)],
  perform: async ({ call: { tx }, target }) => {
    const { roleId, ...profile } = existing(target.profile);
    const role = existing(target.role);
    checkModifiable(role);
    if (roleId !== role.id) {
      const message = `Role ${role.name} in Instance Profile ${profile.name} cannot be found.`;
      throw iamError("NoSuchEntity", message);
    }
    await tx.instanceProfiles.update(profile);
    return {};
  },
});
