import type { UpdateProfileRequest } from "@rolecall/contracts/rolesanywhere";
import type { On } from "@rolecall/operations";
import type { RolesAnywhereProfileRecord } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { type FoundResource, profile } from "../on.ts";
import { findPassedRoles, type PassedRoles, passRequirements, readRoleArns } from "./passed-roles.ts";
import { profileShape } from "./profile-shape.ts";
import { readManagedPolicyArns, readSessionPolicy } from "./session-limits.ts";

interface Found extends FoundResource<RolesAnywhereProfileRecord> {
  readonly roles: PassedRoles;
}

const profileWithRoles: On<UpdateProfileRequest, Found, RolesAnywhereProfileRecord> = {
  ...profile,
  find: async (call) => ({
    ...(await profile.find(call)),
    roles: await findPassedRoles(call, call.input.roleArns),
  }),
};

/**
 * What is left out stays. Who gives it roles passes them, as at its creation.
 * https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_UpdateProfile.html
 */
export const updateProfile = rolesAnywhere.write("UpdateProfile", {
  on: profileWithRoles,
  also: (_call, { roles }) => passRequirements(roles),
  perform: async ({ call: { input, tx, now }, target }) => {
    const { name, roleArns, managedPolicyArns, sessionPolicy, durationSeconds, acceptRoleSessionName } =
      input;
    const record: RolesAnywhereProfileRecord = {
      ...target,
      ...(name !== undefined && { name }),
      ...(roleArns !== undefined && { roleArns: readRoleArns(roleArns) }),
      ...(managedPolicyArns !== undefined && {
        managedPolicyArns: readManagedPolicyArns(managedPolicyArns, target.accountId),
      }),
      ...(sessionPolicy !== undefined && { sessionPolicy: readSessionPolicy(sessionPolicy) }),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(acceptRoleSessionName !== undefined && { acceptRoleSessionName }),
      updatedAt: now,
    };
    await tx.rolesAnywhereProfiles.update(record);
    return { profile: profileShape(record) };
  },
});
