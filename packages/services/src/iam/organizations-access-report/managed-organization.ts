import { foresee, guardrailArn, type Requirement, TYPE_OF_LAYER } from "@rolecall/access";
import { newUuid } from "@rolecall/credentials";
import { AWS_ACCOUNT, formatArn, type OrganizationPolicyId } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";

interface Input {
  readonly EntityPath: string;
  readonly OrganizationsPolicyId?: string | undefined;
}

/** A new job about the organization that the caller's account manages. */
export interface PlannedReport {
  readonly jobId: string;
  readonly organization: OrganizationRecord;
}

/**
 * The organization of the path. Who does not manage it is denied at once (recorded of a foreign organization): it is another
 * account's, so that nobody can be granted it.
 */
export const managedOrganization: On<Input, OrganizationRecord | undefined, PlannedReport> = {
  async find({ tx, caller: { accountId }, input: { EntityPath } }) {
    const member = await tx.organizationMembers.ofAccount(accountId);
    const organization = member && (await tx.organizations.byId(member.organizationId));
    const isManaged = organization?.managementAccountId === accountId;
    return isManaged && EntityPath.split("/", 1)[0] === organization.id ? organization : undefined;
  },
  permission({ caller: { accountId }, input: { EntityPath: entityPath, OrganizationsPolicyId } }, found) {
    return {
      resource: formatArn("access-report", { accountId, entityPath }),
      ...(found === undefined && { resourceAccountId: AWS_ACCOUNT }),
      ...(OrganizationsPolicyId !== undefined && {
        context: new Map([["iam:organizationspolicyid", OrganizationsPolicyId]]),
      }),
    };
  },
  take(organization, { env }) {
    // INVARIANT: nobody is granted a report of an organization that the account does not manage.
    if (organization === undefined) throw new Error("A report of somebody else's organization was granted.");
    return { organization, jobId: newUuid(env.random) };
  },
};

/**
 * Whether the caller may read what the report tells of the organization.
 * Source: IAM User Guide, "Permissions for AWS Organizations information": the actions; which resources is AWS-like.
 */
export async function mayRead(
  { tx, env, caller, now, request }: Call<unknown, ReadTransaction>,
  organization: OrganizationRecord,
  policyId: OrganizationPolicyId | undefined,
): Promise<boolean> {
  const { managementAccountId: accountId, id: organizationId, rootId } = organization;
  const root = formatArn("organization-root", { accountId, organizationId, rootId });
  const policyArn = policyId && guardrailArn(organization, TYPE_OF_LAYER.serviceControl, policyId);
  const needs: readonly Requirement[] = [
    { action: "organizations:ListRoots", resource: "*" },
    { action: "organizations:ListChildren", resource: root },
    { action: "organizations:ListPoliciesForTarget", resource: root },
    ...(policyArn === undefined
      ? []
      : [
          { action: "organizations:DescribePolicy", resource: policyArn },
          { action: "organizations:ListTargetsForPolicy", resource: policyArn },
        ]),
  ];
  const ground = { tx, directory: env.directory };
  for (const need of needs) {
    const { decision } = await foresee(ground, { caller, now, request }, need);
    if (decision !== "allowed") return false;
  }
  return true;
}
