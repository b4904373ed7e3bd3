import type { On } from "@rolecall/operations";
import type { InstanceProfileRecord, InstanceRecord } from "@rolecall/store";
import { type FoundInstance, instance } from "./on.ts";
import { existingProfile, findProfile, type ProfileToPass, passRole } from "./profile-to-pass.ts";

interface Naming {
  readonly InstanceId: string;
  readonly InstanceProfileName: string;
}

interface Found {
  readonly found: FoundInstance;
  readonly toPass: ProfileToPass;
}

interface Pair {
  readonly record: InstanceRecord;
  readonly profile: InstanceProfileRecord;
}

/**
 * An instance and the profile that it is to have: the permission is on the instance, and that to pass the profile's role to EC2.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateIamInstanceProfile.html
 */
export const instanceAndProfile: On<Naming, Found, Pair> = {
  find: async (call) => ({
    found: await instance.find(call),
    toPass: await findProfile(call, call.input.InstanceProfileName),
  }),
  permission: (call, { found }) => instance.permission(call, found),
  also: (_call, { found, toPass }) => passRole(toPass, found.arn),
  take: ({ found, toPass }, call) => ({
    record: instance.take(found, call),
    profile: existingProfile(toPass, call.input.InstanceProfileName),
  }),
};
