/** Managed policies by their ARN: AWS's own, which are the same everywhere, and an account's. */

import type { ManagedPolicy } from "@rolecall/access";
import { type AccountId, type Arn, parseArn } from "@rolecall/names";
import type { Call, Permission } from "@rolecall/operations";
import type { PolicyRecord, ReadTransaction } from "@rolecall/store";
import { noSuchPolicy } from "../error.ts";
import { readPolicyArn } from "./policy-arn.ts";

export type FoundPolicy =
  | { readonly owner: "aws"; readonly policy: ManagedPolicy }
  | { readonly owner: "customer"; readonly policy: PolicyRecord };

/** The policy that was asked for, and what is there by that ARN. */
export interface PolicySubject {
  readonly arn: Arn;
  /** Absent in the ARN of AWS's policies. */
  readonly accountId: AccountId | undefined;
  readonly found: FoundPolicy | undefined;
}

/** @throws as readPolicyArn */
export async function policyNamed(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  text: string,
): Promise<PolicySubject> {
  const arn = readPolicyArn(text);
  const managed = env.managedPolicies.get(arn);
  if (managed !== undefined) return { arn, accountId: undefined, found: { owner: "aws", policy: managed } };
  const named = parseArn("policy", arn);
  const record = named && (await tx.policies.byName(named.accountId, named.name));
  const found = record?.arn === arn ? ({ owner: "customer", policy: record } as const) : undefined;
  return { arn, accountId: named?.accountId, found };
}

/** @throws NoSuchEntity "Policy … was not found." */
export function existingPolicy({ arn, found }: PolicySubject): FoundPolicy {
  if (found === undefined) throw noSuchPolicy(arn);
  return found;
}

/**
 * The account's own policy, for operations that were authorized on a policy to change.
 * @throws NoSuchEntity "Policy … was not found."
 */
export function existingCustomerPolicy(subject: PolicySubject): PolicyRecord {
  const { owner, policy } = existingPolicy(subject);
  // INVARIANT: nobody is granted to change what AWS manages.
  if (owner === "aws") throw new Error(`A change of ${subject.arn} was granted.`);
  return policy;
}

/** On a policy that is read. AWS's policies are read as if they were the account's own. */
export function policyPermission({ arn, accountId, found }: PolicySubject): Permission {
  return {
    resource: arn,
    resourceName: `policy ${arn}`,
    ...(accountId !== undefined && { resourceAccountId: accountId }),
    ...(found?.owner === "customer" && { resourceTags: found.policy.tags }),
  };
}
