import type { InstanceProfileRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { checkQuota, IAM_QUOTAS } from "../quotas.ts";
import { onNewEntity, ROOT_PATH, requestTags } from "../requirement.ts";
import { checkTags, mergeTags, tagsToWire } from "../tag/tag.ts";
import { newUniqueId } from "../unique-id.ts";
import { instanceProfileToWire } from "./instance-profile-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
export const createInstanceProfile = iam.write("CreateInstanceProfile", {
  resolve: async () => undefined,
  requires: (call) => {
    const { Path: path, InstanceProfileName: name, Tags: tags } = call.input;
    const profile = { kind: "instance-profile", path, name } as const;
    const creates = onNewEntity(call, "iam:CreateInstanceProfile", profile, requestTags(tags));
    if (!tags?.length) return [creates];
    // Tags at creation need the permission to tag as well.
    return [creates, onNewEntity(call, "iam:TagInstanceProfile", profile, requestTags(tags))];
  },
  perform: async ({ call: { input, caller, tx, env, now } }) => {
    const name = input.InstanceProfileName;
    const limits = { limit: IAM_QUOTAS.of(env).TagsPerEntity, keyCase: "exact" } as const;
    const tags = mergeTags([], checkTags(input.Tags, "exact"), limits);
    const present = await tx.instanceProfiles.byName(caller.accountId, name);
    if (present !== undefined) throw entityAlreadyExists("instance-profile", name);
    const { instanceProfiles } = await tx.accounts.counts(caller.accountId);
    checkQuota(env, "InstanceProfilesPerAccount", instanceProfiles);
    const profile: InstanceProfileRecord = {
      id: newUniqueId(env, "AIPA"),
      accountId: caller.accountId,
      name,
      path: input.Path ?? ROOT_PATH,
      createdAt: now,
      tags,
    };
    await tx.instanceProfiles.insert(profile);
    const shown = await instanceProfileToWire(tx, profile);
    return { InstanceProfile: { ...shown, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) } };
  },
});
