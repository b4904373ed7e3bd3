import type { SessionClaims } from "@rolecall/credentials";
import type { CompiledPolicy, CompiledPolicySet } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import type { Directory } from "../directory/directory.ts";

/**
 * The inline session policy and the policy ARNs of a session, as one set; undefined where the session has none.
 * Source: IAM User Guide, "Session policies".
 */
export async function sessionPolicySet(
  tx: ReadTransaction,
  claims: SessionClaims | undefined,
  directory: Directory,
): Promise<CompiledPolicySet | undefined> {
  const policies = await sessionPolicies(tx, claims, directory);
  return policies && directory.sessionLibrary.setOf(policies);
}

/**
 * The inline session policy, where there is one, then those of the policy ARNs, in order; undefined where the session has none.
 * Where a managed policy was deleted since there are none, and a set of them allows nothing: it may have held a Deny.
 */
export async function sessionPolicies(
  tx: ReadTransaction,
  claims: SessionClaims | undefined,
  directory: Directory,
): Promise<readonly CompiledPolicy[] | undefined> {
  const inline = claims?.inlinePolicy;
  const arns = claims?.policyArns ?? [];
  if (inline === undefined && arns.length === 0) return undefined;
  const policies: CompiledPolicy[] = [];
  if (inline !== undefined) policies.push(directory.sessionLibrary.compile(inline, "session"));
  for (const arn of arns) {
    const policy = await directory.managedPolicy(tx, arn);
    if (policy === undefined) return [];
    policies.push(policy);
  }
  return policies;
}
