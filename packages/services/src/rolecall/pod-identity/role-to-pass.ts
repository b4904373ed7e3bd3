/** The role of an association: who gives it to pods passes it to EKS. Source: EKS User Guide, "Assign an IAM role to a Kubernetes service account". */
import type { Requirement } from "@rolecall/access";
import { type AccountId, formatServicePrincipal } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import { type FoundRole, findRole } from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { invalidInput } from "../error.ts";

export const POD_SERVICE = "pods.eks";

/** @throws ValidationError where it is no role's ARN */
export async function findRoleToPass(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  roleArn: string | undefined,
): Promise<FoundRole | undefined> {
  return roleArn === undefined ? undefined : findRole(call, roleArn);
}

export function passRole(found: FoundRole | undefined): readonly Requirement[] {
  if (found === undefined) return [];
  const { roleArn, accountId, role } = found;
  return [
    {
      action: "iam:PassRole",
      resource: roleArn,
      resourceAccountId: accountId,
      ...(role !== undefined && { resourceTags: role.record.tags }),
      context: new Map([["iam:passedtoservice", formatServicePrincipal(POD_SERVICE)]]),
    },
  ];
}

/** @throws ValidationException where the role is another account's, or not there */
export function refuseOthersRole(found: FoundRole | undefined, accountId: AccountId): void {
  if (found === undefined) return;
  if (found.accountId !== accountId) throw invalidInput("Cross-account pass role is not allowed.");
  if (found.role === undefined) throw invalidInput(`There is no role ${found.roleArn}.`);
}
