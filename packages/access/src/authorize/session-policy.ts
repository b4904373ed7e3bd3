import type { SessionClaims } from "@rolecall/credentials";
import { type CompiledPolicy, type CompiledPolicySet, compilePolicy } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { parseSaved } from "../cache/policy-library.ts";
import type { Directory } from "../directory/directory.ts";
import { rootTaskDocument } from "./root-task-policies.ts";

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
  if (claims?.kind === "assumedRoot") return taskPolicies(claims, directory);
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

/** In the place of a policy that somebody wrote: task policies deny alone. */
const ALLOW_ALL: CompiledPolicy = compilePolicy(
  parseSaved(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    "identity",
  ),
);

/** INVARIANT: a session of AssumeRoot without a task policy that is known may do nothing. */
function taskPolicies({ policyArns = [] }: SessionClaims, directory: Directory): readonly CompiledPolicy[] {
  const documents = policyArns.map(rootTaskDocument);
  if (documents.length === 0 || documents.includes(undefined)) return [];
  const tasks = documents.map((text) => directory.sessionLibrary.compile(text as string, "session"));
  return [...tasks, ALLOW_ALL];
}
