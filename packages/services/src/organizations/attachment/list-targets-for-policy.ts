import type { PolicyTargetSummary, TargetType } from "@rolecall/contracts/organizations";
import { openPage } from "@rolecall/operations";
import type { OrganizationTarget, OrganizationTargetKind } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { targetArn } from "../arns.ts";
import { organizations } from "../define.ts";
import { findNode, nodeName } from "../subject/node.ts";
import { policy } from "../subject/policy.ts";

const TYPES: Readonly<Record<OrganizationTargetKind, TargetType>> = {
  root: "ROOT",
  organizationalUnit: "ORGANIZATIONAL_UNIT",
  account: "ACCOUNT",
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTargetsForPolicy.html */
export const listTargetsForPolicy = organizations.read("ListTargetsForPolicy", {
  on: calledBy("delegates", policy),
  perform: async ({ call, target: { organization, subject } }) => {
    const { tx } = call;
    const { id } = subject.policy;
    const pager = openPage(call, organization.id, id);
    const page = await tx.organizationAttachments.ofPolicy(organization.id, id, pager.request);
    const shown: PolicyTargetSummary[] = [];
    for (const { targetKind, targetId } of page.items) {
      const { record } = await findNode(tx, organization, targetId);
      if (record === undefined) continue;
      shown.push({
        TargetId: targetId,
        Arn: targetArn(organization, { targetKind, targetId } as OrganizationTarget),
        Name: nodeName(record),
        Type: TYPES[targetKind],
      });
    }
    return { Targets: shown, ...pager.marks(page) };
  },
});
