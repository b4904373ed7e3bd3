import { callOperation } from "../../session/call-operation.ts";

/** What must be gone before a role can be: IAM deletes none that still has parts. */
export interface RoleParts {
  readonly attached: readonly {
    readonly PolicyName?: string | undefined;
    readonly PolicyArn?: string | undefined;
  }[];
  readonly inline: readonly string[];
  readonly instanceProfiles: readonly string[];
  readonly lastUsed: string | undefined;
}

/** Looks the parts of a role up. @throws ApiError where one of them may not be read. */
export async function readRoleParts(RoleName: string): Promise<RoleParts> {
  const [{ Role }, attached, inline, profiles] = await Promise.all([
    callOperation("iam", "GetRole", { RoleName }),
    callOperation("iam", "ListAttachedRolePolicies", { RoleName, MaxItems: 1000 }),
    callOperation("iam", "ListRolePolicies", { RoleName, MaxItems: 1000 }),
    callOperation("iam", "ListInstanceProfilesForRole", { RoleName, MaxItems: 1000 }),
  ]);
  return {
    attached: attached.AttachedPolicies ?? [],
    inline: inline.PolicyNames,
    instanceProfiles: profiles.InstanceProfiles.map(({ InstanceProfileName }) => InstanceProfileName),
    lastUsed: Role.RoleLastUsed?.LastUsedDate,
  };
}
