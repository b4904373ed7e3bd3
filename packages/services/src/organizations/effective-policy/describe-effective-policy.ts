import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { invalidInput, refusal } from "../error.ts";
import type { ManagementPolicyType } from "../policy-type.ts";
import type { Member } from "../subject/member.ts";
import { type FoundNode, findNode, nodePermission } from "../subject/node.ts";
import { typeContext } from "../subject/policy.ts";
import { levelsOf, mergeLevels } from "./inherited-policies.ts";

interface Naming {
  readonly TargetId?: string | undefined;
  readonly PolicyType: ManagementPolicyType;
}

/** An account; the caller's own where none is named. */
const accountAndType: Subject<Naming, FoundNode, FoundNode> = {
  find: ({ tx, input, caller }, { organization }) =>
    findNode(tx, organization, input.TargetId ?? caller.accountId),
  permission: ({ input }, found, { organization }) => ({
    ...nodePermission(organization, found),
    ...typeContext(input.PolicyType),
  }),
  take: (found) => found,
};

/**
 * Members may ask about themselves. Where what the policies come to is not valid, AWS answers the last that was; Rolecall keeps
 * none, and answers what they come to.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeEffectivePolicy.html
 */
export const describeEffectivePolicy = organizations.read("DescribeEffectivePolicy", {
  on: calledBy(
    ({ input, caller }) =>
      input.TargetId === undefined || input.TargetId === caller.accountId ? "organization" : "delegates",
    accountAndType,
  ),
  perform: async ({ call: { input, tx }, target: { organization, subject } }) => {
    const { member } = accountOf(subject);
    const type = input.PolicyType;
    if (!organization.enabledPolicyTypes.includes(type)) throw refusal("EffectivePolicyNotFoundException");
    const levels = await levelsOf({ tx, organization, type }, member);
    const document = mergeLevels(levels);
    if (document === undefined) throw refusal("EffectivePolicyNotFoundException");
    const updatedAt = Math.max(...levels.flat().map(({ since }) => since));
    return {
      EffectivePolicy: {
        PolicyContent: JSON.stringify(document),
        LastUpdatedTimestamp: new Date(updatedAt),
        TargetId: member.accountId,
        PolicyType: type,
      },
    };
  },
});

function accountOf({ target, record }: FoundNode): Member {
  if (target?.targetKind !== "account") throw invalidInput("TARGET_NOT_SUPPORTED");
  if (record?.kind !== "account") throw refusal("TargetNotFoundException");
  return record;
}
