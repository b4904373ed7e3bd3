import type { GroupDetail } from "@rolecall/contracts/iam";
import type { GroupRecord, ReadTransaction } from "@rolecall/store";
import { attachedPolicies } from "../../attachment/list-attached-policies.ts";
import { groupToWire } from "../../group/group-shape.ts";
import { inlinePolicyDetails } from "../../inline-policy/read-inline-policy.ts";

/** All there is to know of a group's permissions. */
export async function groupDetail(tx: ReadTransaction, group: GroupRecord): Promise<GroupDetail> {
  return {
    ...groupToWire(group),
    GroupPolicyList: await inlinePolicyDetails(tx, group.id),
    AttachedManagedPolicies: await attachedPolicies(tx, group.id),
  };
}
