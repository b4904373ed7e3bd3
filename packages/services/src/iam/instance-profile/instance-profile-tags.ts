/** Source: IAM User Guide, "Tagging instance profiles for Amazon EC2 roles". Keys keep their case. */

import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { onEntity, requestTags } from "../requirement.ts";
import { existing, instanceProfileNamed } from "../subject.ts";
import { checkTags, mergeTags, removeTags, tagsToWire } from "../tag.ts";

export const tagInstanceProfile = iam.write("TagInstanceProfile", {
  resolve: (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
  requires: (call, target) => [
    onEntity(call, "iam:TagInstanceProfile", target, requestTags(call.input.Tags)),
  ],
  perform: async ({ call: { input, tx, env }, target }) => {
    const profile = existing(target);
    const limits = { limit: IAM_QUOTAS.of(env).TagsPerEntity, keyCase: "exact" } as const;
    const tags = mergeTags(profile.tags, checkTags(input.Tags, "exact"), limits);
    await tx.instanceProfiles.update({ ...profile, tags });
    return {};
  },
});

export const untagInstanceProfile = iam.write("UntagInstanceProfile", {
  resolve: (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
  requires: (call, target) => [
    onEntity(call, "iam:UntagInstanceProfile", target, { requestTagKeys: call.input.TagKeys }),
  ],
  perform: async ({ call: { input, tx }, target }) => {
    const profile = existing(target);
    await tx.instanceProfiles.update({ ...profile, tags: removeTags(profile.tags, input.TagKeys, "exact") });
    return {};
  },
});

/** Sorted by key. */
export const listInstanceProfileTags = iam.read("ListInstanceProfileTags", {
  resolve: (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
  requires: (call, target) => [onEntity(call, "iam:ListInstanceProfileTags", target)],
  perform: async ({ call, target }) => {
    const profile = existing(target);
    const pager = openPage(call, profile.id);
    const page = pageOf(profile.tags, (tag) => tag.key, pager.request);
    return { Tags: tagsToWire(page.items), ...pager.marks(page) };
  },
});
