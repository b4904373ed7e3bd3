/** A policy of the organization or of AWS, by the id that was asked for. */
import type { Requirement } from "@rolecall/access";
import { formatArn, isOrganizationIdOf } from "@rolecall/names";
import type { Call, Permission } from "@rolecall/operations";
import type {
  OrganizationPolicyRecord,
  OrganizationPolicyType,
  OrganizationRecord,
  ReadTransaction,
} from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { invalidInput, refusal } from "../error.ts";
import { type AwsPolicy, awsPolicyById } from "../policy/aws-policies.ts";

export type FoundPolicy =
  | { readonly owner: "aws"; readonly policy: AwsPolicy }
  | { readonly owner: "customer"; readonly policy: OrganizationPolicyRecord };

type NamesPolicy = { readonly PolicyId: string };

/** INVARIANT: another organization's policy is not found. */
export async function findPolicy(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string,
): Promise<FoundPolicy | undefined> {
  const aws = awsPolicyById(id);
  if (aws !== undefined) return { owner: "aws", policy: aws };
  if (!isOrganizationIdOf("policy", id)) return undefined;
  const policy = await tx.organizationPolicies.byId(id);
  return policy?.organizationId === organization.id ? { owner: "customer", policy } : undefined;
}

export function policyArn(
  { id: organizationId, managementAccountId }: Pick<OrganizationRecord, "id" | "managementAccountId">,
  { type, id }: { readonly type: OrganizationPolicyType; readonly id: string },
): string {
  const parts = { accountId: managementAccountId, organizationId, policyId: id };
  return formatArn("organization-policy", { ...parts, policyType: type.toLowerCase() });
}

/** `organizations:PolicyType`. */
export function typeContext(type: OrganizationPolicyType): Pick<Requirement, "context"> {
  return { context: new Map([["organizations:policytype", type]]) };
}

/** An ARN has its type in it: of what is not there, nothing but `*` can be asked. */
export function policyPermission(
  organization: OrganizationRecord,
  found: FoundPolicy | undefined,
): Permission {
  if (found === undefined) return { resource: "*" };
  const type = typeContext(found.policy.type);
  if (found.owner === "aws") return { resource: found.policy.arn, ...type };
  const { policy } = found;
  return { resource: policyArn(organization, policy), resourceTags: policy.tags, ...type };
}

/** To be read; PolicyNotFoundException where it is not there. */
export const policy: Subject<NamesPolicy, FoundPolicy | undefined, FoundPolicy> = {
  find: ({ tx, input }, { organization }) => findPolicy(tx, organization, input.PolicyId),
  permission: (_call, found, { organization }) => policyPermission(organization, found),
  take(found) {
    if (found === undefined) throw refusal("PolicyNotFoundException");
    return found;
  },
};

/** To be changed; IMMUTABLE_POLICY where it is AWS's. */
export const policyToChange: Subject<NamesPolicy, FoundPolicy | undefined, OrganizationPolicyRecord> = {
  ...policy,
  take(found) {
    if (found === undefined) throw refusal("PolicyNotFoundException");
    if (found.owner === "aws") throw invalidInput("IMMUTABLE_POLICY");
    return found.policy;
  },
};

/** All of a type, or what is asked of the whole organization about a type. */
export function ofType<Input>(
  typeOf: (input: Input) => OrganizationPolicyType,
): Subject<Input, undefined, undefined> {
  return {
    find: () => undefined,
    permission: ({ input }: Call<Input, ReadTransaction>) => ({
      resource: "*",
      ...typeContext(typeOf(input)),
    }),
    take: () => undefined,
  };
}

/** One that is to be made: its id is not known yet. */
export const newPolicy: Subject<{ readonly Type: OrganizationPolicyType }, undefined, undefined> = {
  find: () => undefined,
  permission: ({ input }, _found, { organization }) => ({
    resource: policyArn(organization, { type: input.Type, id: "p-*" }),
    ...typeContext(input.Type),
  }),
  take: () => undefined,
};
