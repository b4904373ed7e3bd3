import type { GroupDetail } from "@rolecall/contracts/iam";
import type { GroupRecord, ReadTransaction } from "@rolecall/store";
import { attachedPolicies } from "../attachment/list-attached-policies.ts";
import { inlinePolicyDetails } from "../inline-policy/read-inline-policy.ts";
import { groupToWire } from "./group-shape.ts";

/** All there is to know of a group's permissions. */
export async function groupDetail(tx: ReadTransaction, group: GroupRecord): Promise<GroupDetail> {
  return {
    ...groupToWire(group),
    GroupPolicyList: await inlinePolicyDetails(tx, group.id),
    AttachedManagedPolicies: await attachedPolicies(tx, group.id),
  };
}
