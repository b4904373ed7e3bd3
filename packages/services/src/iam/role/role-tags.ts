/** Source: IAM User Guide, "Tagging IAM roles". */

import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { onEntity, requestTags } from "../requirement.ts";
import { existing, roleNamed } from "../subject.ts";
import { checkTags, mergeTags, refuseNoTags, removeTags, tagsToWire } from "../tag.ts";

export const tagRole = iam.write("TagRole", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:TagRole", target, requestTags(call.input.Tags))],
  perform: async ({ call: { input, tx, env }, target }) => {
    const role = existing(target);
    refuseNoTags(input.Tags);
    const tags = mergeTags(role.tags, checkTags(input.Tags), { limit: IAM_QUOTAS.of(env).TagsPerEntity });
    await tx.roles.update({ ...role, tags });
    return {};
  },
});

export const untagRole = iam.write("UntagRole", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [
    onEntity(call, "iam:UntagRole", target, { requestTagKeys: call.input.TagKeys }),
  ],
  perform: async ({ call: { input, tx }, target }) => {
    const role = existing(target);
    await tx.roles.update({ ...role, tags: removeTags(role.tags, input.TagKeys) });
    return {};
  },
});

/** Sorted by key. */
export const listRoleTags = iam.read("ListRoleTags", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:ListRoleTags", target)],
  perform: async ({ call, target }) => {
    const role = existing(target);
    const pager = openPage(call, role.id);
    const page = pageOf(role.tags, (tag) => tag.key, pager.request);
    return { Tags: tagsToWire(page.items), ...pager.marks(page) };
  },
});
