import { formatArn } from "@rolecall/names";
import { newTags, tagsToWire } from "@rolecall/operations";
import type { PolicyRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { NEW_POLICY, TAGGED_POLICY } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newPolicy } from "../on.ts";
import { checkPolicyDocument, checkPolicySize } from "../policy-document.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { policyToWire, UNUSED } from "./policy-shape.ts";

const FIRST_VERSION = 1;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = iam.write("CreatePolicy", {
  on: newPolicy,
  perform: async ({ call }) => {
    const { input, tx, env, now } = call;
    const { PolicyDocument: document, Description } = input;
    checkPolicyDocument(document, "managed");
    checkPolicySize(document, "PolicySize", IAM_QUOTAS.of(env).ManagedPolicySize);
    const tags = newTags(input.Tags, TAGGED_POLICY, env);
    const entity = await newEntity(call, NEW_POLICY, input.PolicyName);
    const policy: PolicyRecord = {
      ...entity,
      arn: formatArn("policy", entity),
      ...(Description !== undefined && { description: Description }),
      defaultVersion: FIRST_VERSION,
      latestVersion: FIRST_VERSION,
      updatedAt: now,
      tags,
    };
    await tx.policies.insert(policy);
    await tx.policyVersions.insert({ policyId: policy.id, version: FIRST_VERSION, document, createdAt: now });
    const shown = policyToWire({ owner: "customer", policy }, UNUSED);
    return { Policy: { ...shown, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) } };
  },
});
