/** Source: IAM User Guide, "Tagging IAM users". */

import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { onEntity, requestTags } from "../requirement.ts";
import { existing, userNamed } from "../subject.ts";
import { checkTags, mergeTags, refuseNoTags, removeTags, tagsToWire } from "../tag.ts";

export const tagUser = iam.write("TagUser", {
  resolve: (call) => userNamed(call, call.input.UserName),
  requires: (call, target) => [onEntity(call, "iam:TagUser", target, requestTags(call.input.Tags))],
  perform: async ({ call: { input, tx, env }, target }) => {
    const user = existing(target);
    refuseNoTags(input.Tags);
    const tags = mergeTags(user.tags, checkTags(input.Tags), { limit: IAM_QUOTAS.of(env).TagsPerEntity });
    await tx.users.update({ ...user, tags });
    return {};
  },
});

export const untagUser = iam.write("UntagUser", {
  resolve: (call) => userNamed(call, call.input.UserName),
  requires: (call, target) => [
    onEntity(call, "iam:UntagUser", target, { requestTagKeys: call.input.TagKeys }),
  ],
  perform: async ({ call: { input, tx }, target }) => {
    const user = existing(target);
    await tx.users.update({ ...user, tags: removeTags(user.tags, input.TagKeys) });
    return {};
  },
});

export const listUserTags = iam.read("ListUserTags", {
  resolve: (call) => userNamed(call, call.input.UserName),
  requires: (call, target) => [onEntity(call, "iam:ListUserTags", target)],
  perform: async ({ call, target }) => {
    const user = existing(target);
    const pager = openPage(call, user.id);
    const page = pageOf(user.tags, (tag) => tag.key, pager.request);
    return { Tags: tagsToWire(page.items), ...pager.marks(page) };
  },
});
