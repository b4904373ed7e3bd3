/** Source: IAM User Guide, "Tagging customer managed policies". Keys keep their case. */

import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { requestTags } from "../requirement.ts";
import { checkTags, mergeTags, removeTags, tagsToWire } from "../tag.ts";
import {
  existingCustomerPolicy,
  existingPolicy,
  onPolicy,
  onPolicyToChange,
  policyNamed,
} from "./find-policy.ts";

export const tagPolicy = iam.write("TagPolicy", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: ({ input }, target) => [onPolicyToChange("iam:TagPolicy", target, requestTags(input.Tags))],
  perform: async ({ call: { input, tx, env }, target }) => {
    const policy = existingCustomerPolicy(target);
    const limits = { limit: IAM_QUOTAS.of(env).TagsPerEntity, keyCase: "exact" } as const;
    const tags = mergeTags(policy.tags, checkTags(input.Tags, "exact"), limits);
    await tx.policies.update({ ...policy, tags });
    return {};
  },
});

export const untagPolicy = iam.write("UntagPolicy", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: ({ input }, target) => [
    onPolicyToChange("iam:UntagPolicy", target, { requestTagKeys: input.TagKeys }),
  ],
  perform: async ({ call: { input, tx }, target }) => {
    const policy = existingCustomerPolicy(target);
    await tx.policies.update({ ...policy, tags: removeTags(policy.tags, input.TagKeys, "exact") });
    return {};
  },
});

/** Sorted by key. */
export const listPolicyTags = iam.read("ListPolicyTags", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: (_call, target) => [onPolicy("iam:ListPolicyTags", target)],
  perform: async ({ call, target }) => {
    const found = existingPolicy(target);
    const tags = found.owner === "aws" ? [] : found.policy.tags;
    const pager = openPage(call, target.arn);
    const page = pageOf(tags, (tag) => tag.key, pager.request);
    return { Tags: tagsToWire(page.items), ...pager.marks(page) };
  },
});
