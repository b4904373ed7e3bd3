import { type ChangeStep, iamStep } from "../../patterns/change/change-step.ts";
import type { Deletion } from "../../patterns/change/deletion-dialog.tsx";
import { readAll } from "../../patterns/items/use-all.ts";
import { leaveStep } from "../../patterns/membership/use-leave-group.ts";
import { deleteInlineStep, detachStep } from "../../patterns/permissions/policy-owner.ts";
import { callOperation } from "../../session/call-operation.ts";

/** How many of the users who lose something are named. */
const NAMED_MAX = 5;

/**
 * What goes with a group: IAM deletes none that has users or policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html
 * @throws ApiError where it may not be read
 */
export async function readGroupDeletion(GroupName: string): Promise<Deletion> {
  const [users, attached, inline] = await Promise.all([
    readAll(
      (page) => callOperation("iam", "GetGroup", { GroupName, ...page }),
      ({ Users }) => Users,
    ),
    readAll(
      (page) => callOperation("iam", "ListAttachedGroupPolicies", { GroupName, ...page }),
      ({ AttachedPolicies }) => AttachedPolicies,
    ),
    readAll(
      (page) => callOperation("iam", "ListGroupPolicies", { GroupName, ...page }),
      ({ PolicyNames }) => PolicyNames,
    ),
  ]);
  const owner = { kind: "group", name: GroupName } as const;
  const steps: readonly ChangeStep[] = [
    ...users.map(({ UserName }) => leaveStep({ userName: UserName, groupName: GroupName })),
    ...inline.map((policyName) => deleteInlineStep(owner, policyName)),
    ...attached.map(({ PolicyName = "", PolicyArn = "" }) => detachStep(owner, { PolicyName, PolicyArn })),
    iamStep(`Delete the group ${GroupName}`, "DeleteGroup", { GroupName }),
  ];
  const names = users.map(({ UserName }) => UserName);
  const policies = [...attached.map(({ PolicyName }) => PolicyName), ...inline];
  return {
    steps,
    consequences: [
      "It cannot be undone.",
      names.length === 0
        ? "Nobody is in it."
        : `${namesWords(names)} ${names.length === 1 ? "loses" : "lose"} what the group allows, at once.`,
      policies.length === 0 ? "It has no policies." : `Its policies: ${policies.join(", ")}.`,
    ],
  };
}

function namesWords(names: readonly string[]): string {
  const named = names.slice(0, NAMED_MAX).join(", ");
  return names.length <= NAMED_MAX ? named : `${named} and ${names.length - NAMED_MAX} more`;
}
