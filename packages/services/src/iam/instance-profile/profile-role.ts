/** The role that an instance profile carries to EC2. */
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError, limitExceeded } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { checkModifiable } from "../role/protected-role.ts";
import {
  existing,
  type InstanceProfileSubject,
  instanceProfileNamed,
  type RoleSubject,
  roleNamed,
} from "../subject.ts";

/** "This quota cannot be increased." Source: IAM API Reference, AddRoleToInstanceProfile. */
const ROLES_PER_PROFILE = 1;

/** Whom the role is passed to. Source: Service Authorization Reference, `iam:PassedToService`. */
const PASSED_TO_EC2 = new Map([["iam:passedtoservice", "ec2.amazonaws.com"]]);

interface Pair {
  readonly profile: InstanceProfileSubject;
  readonly role: RoleSubject;
}

interface Naming {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

async function findPair(call: Call<Naming, ReadTransaction>): Promise<Pair> {
  const profile = await instanceProfileNamed(call, call.input.InstanceProfileName);
  return { profile, role: await roleNamed(call, call.input.RoleName) };
}

/**
 * Needs the permission to pass the role to EC2 as well.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html
 */
export const addRoleToInstanceProfile = iam.write("AddRoleToInstanceProfile", {
  resolve: findPair,
  requires: (call, { profile, role }) => [
    onEntity(call, "iam:AddRoleToInstanceProfile", profile),
    // AWS shows the ARN here: the role is passed, not changed.
    onEntity(call, "iam:PassRole", role, { context: PASSED_TO_EC2, resourceName: undefined }),
  ],
  perform: async ({ call: { tx }, target }) => {
    const profile = existing(target.profile);
    const role = existing(target.role);
    checkModifiable(role);
    if (profile.roleId !== undefined) {
      throw limitExceeded("InstanceSessionsPerInstanceProfile", ROLES_PER_PROFILE);
    }
    await tx.instanceProfiles.update({ ...profile, roleId: role.id });
    return {};
  },
});

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
