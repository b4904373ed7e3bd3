/**
 * The roles that a task is to have: who runs it passes them to ECS. Source: ECS Developer Guide, "Amazon ECS task IAM role"; IAM User
 * Guide, "Grant a user permissions to pass a role to an AWS service".
 */
import type { Requirement } from "@rolecall/access";
import { formatServicePrincipal } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import { type FoundRole, findRole } from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { invalidInput, notFound } from "../error.ts";

interface Naming {
  readonly TaskRoleArn?: string | undefined;
  readonly ExecutionRoleArn?: string | undefined;
}

/** @throws ValidationError where one is no role's ARN */
export async function findRoles(call: Call<Naming, ReadTransaction>): Promise<readonly FoundRole[]> {
  const { TaskRoleArn, ExecutionRoleArn } = call.input;
  const arns = new Set([TaskRoleArn, ExecutionRoleArn].filter((arn) => arn !== undefined));
  return Promise.all([...arns].map((arn) => findRole(call, arn)));
}

export function passRoles(roles: readonly FoundRole[]): readonly Requirement[] {
  return roles.map(({ roleArn, accountId, role }) => ({
    action: "iam:PassRole",
    resource: roleArn,
    resourceAccountId: accountId,
    ...(role !== undefined && { resourceTags: role.record.tags }),
    context: new Map([["iam:passedtoservice", formatServicePrincipal("ecs-tasks")]]),
  }));
}

/** @throws ValidationException where one is another account's, ResourceNotFoundException where one is not there */
export function checkRoles(
  roles: readonly FoundRole[],
  { caller }: Pick<Call<Naming, ReadTransaction>, "caller">,
): void {
  for (const { roleArn, accountId, role } of roles) {
    if (accountId !== caller.accountId) throw invalidInput("Cross-account pass role is not allowed.");
    if (role === undefined) throw notFound(`role ${roleArn}`);
  }
}
