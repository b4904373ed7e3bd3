import { type AccountId, newOrganizationId } from "@rolecall/names";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, invalidInput, organizationsError } from "../error.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { withNewTags } from "../subject/with-new-tags.ts";
import { ungovernedTags } from "../tag-rules.ts";
import { checkDelegationPolicy } from "./check-delegation-policy.ts";
import { resourcePolicyArn } from "./resource-policy-arn.ts";
import { resourcePolicyToWire } from "./resource-policy-shape.ts";

const delegationPolicy: Subject<unknown, undefined, undefined> = {
  find: () => undefined,
  permission: (_call, _found, { organization }) => {
    const present = organization.resourcePolicy;
    return {
      resource: resourcePolicyArn(organization, present?.id ?? "rp-*"),
      ...(present !== undefined && { resourceTags: present.tags }),
    };
  },
  take: () => undefined,
};

/**
 * Makes the delegation policy, or changes its text; tags come with the first alone.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html
 */
export const putResourcePolicy = organizations.write("PutResourcePolicy", {
  on: calledBy("management", withNewTags(delegationPolicy)),
  perform: async ({ call: { input, tx, env }, target: { organization } }) => {
    const { Content: content, Tags: tags } = input;
    const present = organization.resourcePolicy;
    if (present !== undefined && tags !== undefined && tags.length > 0) throw tagsOfPresent();
    if (content.length > ORGANIZATIONS_QUOTAS.of(env).ResourcePolicySize) {
      throw constraintViolation("POLICY_CONTENT_LIMIT_EXCEEDED");
    }
    await requireMembers(tx, organization, checkDelegationPolicy(content));
    const made = { id: newOrganizationId("resourcePolicy", env.random), tags: ungovernedTags(tags, env) };
    const resourcePolicy = { ...(present ?? made), content };
    await tx.organizations.update({ ...organization, resourcePolicy });
    return { ResourcePolicy: resourcePolicyToWire(organization, resourcePolicy) };
  },
});

/** @throws InvalidInput INVALID_PRINCIPAL where an account is not of the organization */
async function requireMembers(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  accounts: ReadonlySet<AccountId>,
): Promise<void> {
  for (const account of accounts) {
    const member = await tx.organizationMembers.ofAccount(account);
    if (member?.organizationId !== organization.id) throw invalidInput("INVALID_PRINCIPAL");
  }
}

/** "Otherwise, an exception is thrown": the API reference does not say which. */
function tagsOfPresent() {
  const message = "You can specify tags only when you create the resource policy. Use TagResource instead.";
  return organizationsError("InvalidInputException", message, { Reason: undefined });
}
