import { newOrganizationId } from "@rolecall/names";
import type { OrganizationPolicyRecord } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { POLICY_TYPES } from "../policy-type.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { newPolicy } from "../subject/policy.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { tagsOfNew } from "../tag/tag-policy.ts";
import { checkContent } from "./check-content.ts";
import { policyToWire } from "./policy-shape.ts";

/** The type need not be enabled. https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = organizations.write("CreatePolicy", {
  on: calledBy("delegates", withNewTags(newPolicy)),
  perform: async ({ call: { input, tx, env, now }, target: { organization } }) => {
    const { Name: name, Type: type, Content: content, Description: description } = input;
    if (organization.featureSet !== "ALL") throw refusal("PolicyTypeNotAvailableForOrganizationException");
    const tags = await tagsOfNew({ tx, env }, organization, { resource: "policy", tags: input.Tags });
    checkContent(type, content);
    const [taken, count] = await Promise.all([
      tx.organizationPolicies.byName(organization.id, type, name),
      tx.organizationPolicies.count(organization.id, type),
    ]);
    if (taken !== undefined) throw refusal("DuplicatePolicyException");
    if (count >= ORGANIZATIONS_QUOTAS.of(env)[POLICY_TYPES[type].quota]) {
      throw constraintViolation("POLICY_NUMBER_LIMIT_EXCEEDED");
    }
    const id = newOrganizationId("policy", env.random);
    const made = { id, organizationId: organization.id, type, name, description, content, tags };
    const policy: OrganizationPolicyRecord = { ...made, createdAt: now, updatedAt: now };
    await tx.organizationPolicies.insert(policy);
    return { Policy: policyToWire(organization, { owner: "customer", policy }) };
  },
});
