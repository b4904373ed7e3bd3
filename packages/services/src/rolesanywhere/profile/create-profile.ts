import type { CreateProfileRequest } from "@rolecall/contracts/rolesanywhere";
import { newUuid } from "@rolecall/credentials";
import { toRolesAnywhereId } from "@rolecall/names";
import type { RolesAnywhereProfileRecord } from "@rolecall/store";
import { rolesAnywhere } from "../define.ts";
import { PROFILE, placeOf } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { madeWithTags } from "../tag/brings-tags.ts";
import { newTags } from "../tag/wire.ts";
import { DEFAULT_MAPPINGS } from "./attribute-mapping.ts";
import { findPassedRoles, type PassedRoles, passRequirements, readRoleArns } from "./passed-roles.ts";
import { profileShape } from "./profile-shape.ts";
import { readManagedPolicyArns, readSessionPolicy } from "./session-limits.ts";

/** Where durationSeconds is left out. Source: IAM Roles Anywhere API Reference, CreateProfile. */
const DEFAULT_SESSION_SECONDS = 3600;

/** Disabled, where nothing is said. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html */
export const createProfile = rolesAnywhere.write("CreateProfile", {
  on: madeWithTags<CreateProfileRequest, PassedRoles>(PROFILE, {
    find: (call) => findPassedRoles(call, call.input.roleArns),
    also: (_call, roles) => passRequirements(roles),
  }),
  perform: async ({ call }) => {
    const { input, tx, env, now, caller } = call;
    const place = placeOf(call);
    const tags = newTags(input.tags, env);
    const roleArns = readRoleArns(input.roleArns);
    const managedPolicyArns = readManagedPolicyArns(input.managedPolicyArns ?? [], place.accountId);
    const policy =
      input.sessionPolicy === undefined ? {} : { sessionPolicy: readSessionPolicy(input.sessionPolicy) };
    checkQuota(env, "Profiles", await tx.rolesAnywhereProfiles.count(place.accountId, place.region));
    const record: RolesAnywhereProfileRecord = {
      ...place,
      ...policy,
      id: toRolesAnywhereId("profile", newUuid(env.random)),
      name: input.name,
      isEnabled: input.enabled ?? false,
      roleArns,
      managedPolicyArns,
      durationSeconds: input.durationSeconds ?? DEFAULT_SESSION_SECONDS,
      requireInstanceProperties: input.requireInstanceProperties ?? false,
      acceptRoleSessionName: input.acceptRoleSessionName ?? false,
      attributeMappings: DEFAULT_MAPPINGS,
      createdBy: caller.arn,
      tags,
      createdAt: now,
      updatedAt: now,
    };
    await tx.rolesAnywhereProfiles.insert(record);
    return { profile: profileShape(record) };
  },
});
