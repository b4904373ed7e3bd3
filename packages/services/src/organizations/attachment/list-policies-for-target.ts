import type { PolicySummary } from "@rolecall/contracts/organizations";
import { openPage, pageOf } from "@rolecall/operations";
import type { OrganizationPolicyType } from "@rolecall/store";
import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { policySummary } from "../policy/policy-shape.ts";
import { type FoundNode, findNode, nodePermission } from "../subject/node.ts";
import { findPolicy, typeContext } from "../subject/policy.ts";

interface Naming {
  readonly TargetId: string;
  readonly Filter: OrganizationPolicyType;
}

const target: Subject<Naming, FoundNode, NonNullable<FoundNode["target"]>> = {
  find: ({ tx, input }, { organization }) => findNode(tx, organization, input.TargetId),
  permission: ({ input }, found, { organization }) => ({
    ...nodePermission(organization, found),
    ...typeContext(input.Filter),
  }),
  take(found) {
    if (found.record === undefined || found.target === undefined) throw refusal("TargetNotFoundException");
    return found.target;
  },
};

/** Those attached right to it. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html */
export const listPoliciesForTarget = organizations.read("ListPoliciesForTarget", {
  on: calledBy("delegates", target),
  perform: async ({ call, target: { organization, subject } }) => {
    const { tx, input } = call;
    const pager = openPage(call, subject.targetId, input.Filter);
    const attachments = await tx.organizationAttachments.ofTarget(subject.targetId);
    const ofType = attachments.filter(({ policyType }) => policyType === input.Filter);
    const page = pageOf(ofType, ({ policyId }) => policyId, pager.request);
    const shown: PolicySummary[] = [];
    for (const { policyId } of page.items) {
      const found = await findPolicy(tx, organization, policyId);
      if (found !== undefined) shown.push(policySummary(organization, found));
    }
    return { Policies: shown, ...pager.marks(page) };
  },
});
