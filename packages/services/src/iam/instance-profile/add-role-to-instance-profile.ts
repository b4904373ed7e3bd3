import { formatServicePrincipal } from "@rolecall/names";
import { iam } from "../define.ts";
import { limitExceeded } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { profileRole } from "./profile-role.ts";

/** "This quota cannot be increased." Source: IAM API Reference, AddRoleToInstanceProfile. */
const ROLES_PER_PROFILE = 1;

/** Whom the role is passed to. Source: Service Authorization Reference, `iam:PassedToService`. */
const passedToEc2 = () => new Map([["iam:passedtoservice", formatServicePrincipal("ec2")]]);

/**
 * Needs the permission to pass the role to EC2 as well.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html
 */
export const addRoleToInstanceProfile = iam.write("AddRoleToInstanceProfile", {
  on: profileRole,
  // AWS shows the ARN here: the role is passed, not changed.
  also: (call, { role }) => [
    onEntity(call, "iam:PassRole", role, { context: passedToEc2(), resourceName: undefined }),
  ],
  perform: async ({ call: { tx }, target: { profile, role } }) => {
    if (profile.roleId !== undefined) {
      throw limitExceeded("InstanceSessionsPerInstanceProfile", ROLES_PER_PROFILE);
    }
    await tx.instanceProfiles.update({ ...profile, roleId: role.id });
    return {};
  },
});
