/** Who puts roles into a profile passes them to IAM Roles Anywhere. Source: Service Authorization Reference, CreateProfile. */
import type { Requirement } from "@rolecall/access";
import { formatArn, formatServicePrincipal, parseArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction, Tag } from "@rolecall/store";
import { invalid } from "../error.ts";

/** The tags of roles that are there, by their ARN. */
export type PassedRoles = ReadonlyMap<string, readonly Tag[] | undefined>;

/** Looked up together. A role need not be there: it is its trust policy that lets machines have it. */
export async function findPassedRoles(
  { tx, caller: { accountId } }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  roleArns: readonly string[] | undefined,
): Promise<PassedRoles> {
  const tagsOf = async (arn: string) => {
    const parts = parseArn("role", arn);
    const role = parts?.accountId === accountId ? await tx.roles.byName(accountId, parts.name) : undefined;
    return role !== undefined && formatArn("role", role) === arn ? role.tags : undefined;
  };
  const arns = [...new Set(roleArns ?? [])];
  const tags = await Promise.all(arns.map(tagsOf));
  return new Map(arns.map((arn, index) => [arn, tags[index]]));
}

/** A role of another account can be passed by nobody. */
export function passRequirements(roles: PassedRoles): readonly Requirement[] {
  const context = new Map([["iam:passedtoservice", formatServicePrincipal("rolesanywhere")]]);
  return [...roles].map(([arn, tags]) => {
    const accountId = parseArn("role", arn)?.accountId;
    return {
      action: "iam:PassRole",
      resource: arn,
      context,
      ...(accountId !== undefined && { resourceAccountId: accountId }),
      ...(tags !== undefined && { resourceTags: tags }),
    };
  });
}

/** @throws ValidationException for what is no ARN of a role, though the contract's pattern lets it through */
export function readRoleArns(roleArns: readonly string[]) {
  return [...new Set(roleArns)].map((text) => {
    const parts = parseArn("role", text);
    if (parts === undefined) throw invalid(`${text} is no ARN of a role.`);
    return formatArn("role", parts);
  });
}
