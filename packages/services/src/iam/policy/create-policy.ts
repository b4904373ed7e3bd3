import { formatArn } from "@rolecall/names";
import type { PolicyRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { checkPolicyDocument, checkPolicySize } from "../policy-document.ts";
import { checkQuota, IAM_QUOTAS } from "../quotas.ts";
import { onNewEntity, ROOT_PATH, requestTags } from "../requirement.ts";
import { checkTags, mergeTags, tagsToWire } from "../tag/tag.ts";
import { newUniqueId } from "../unique-id.ts";
import { policyToWire, UNUSED } from "./policy-shape.ts";

const FIRST_VERSION = 1;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = iam.write("CreatePolicy", {
  resolve: async () => undefined,
  requires: (call) => {
    const { Path: path, PolicyName: name, Tags: tags } = call.input;
    const policy = { kind: "policy", path, name } as const;
    const creates = onNewEntity(call, "iam:CreatePolicy", policy, requestTags(tags));
    // Tags at creation need the permission to tag as well.
    return tags?.length
      ? [creates, onNewEntity(call, "iam:TagPolicy", policy, requestTags(tags))]
      : [creates];
  },
  perform: async ({ call: { input, caller, tx, env, now } }) => {
    const { PolicyName: name, PolicyDocument: document, Path: path = ROOT_PATH, Description } = input;
    const { accountId } = caller;
    checkPolicyDocument(document, "managed");
    checkPolicySize(document, "PolicySize", IAM_QUOTAS.of(env).ManagedPolicySize);
    const limits = { limit: IAM_QUOTAS.of(env).TagsPerEntity, keyCase: "exact" } as const;
    const tags = mergeTags([], checkTags(input.Tags, "exact"), limits);
    const present = await tx.policies.byName(accountId, name);
    if (present !== undefined) throw policyAlreadyExists(name);
    const { policies } = await tx.accounts.counts(accountId);
    checkQuota(env, "PoliciesPerAccount", policies);
    const policy: PolicyRecord = {
      id: newUniqueId(env, "ANPA"),
      accountId,
      name,
      path,
      arn: formatArn("policy", { accountId, path, name }),
      ...(Description !== undefined && { description: Description }),
      defaultVersion: FIRST_VERSION,
      latestVersion: FIRST_VERSION,
      createdAt: now,
      updatedAt: now,
      tags,
    };
    await tx.policies.insert(policy);
    await tx.policyVersions.insert({ policyId: policy.id, version: FIRST_VERSION, document, createdAt: now });
    const shown = policyToWire({ owner: "customer", policy }, UNUSED);
    return { Policy: { ...shown, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) } };
  },
});

function policyAlreadyExists(name: string) {
  const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
  return iamError("EntityAlreadyExists", message);
}
