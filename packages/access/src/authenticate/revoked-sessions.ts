/**
 * When a role's sessions were revoked: who hands out credentials has to get new ones then, instead of those that every policy denies
 * until they end, and a browser that switched to the role is not in it any more. Source: IAM User Guide, "Revoke IAM role temporary security credentials": the console writes an inline policy of
 * this name that denies everything where aws:TokenIssueTime is before the time.
 */
import type { ReadTransaction, RoleRecord } from "@rolecall/store";

const REVOKING_POLICY = "AWSRevokeOlderSessions";

/** Undefined where they were not, or where the policy of that name is of another form. */
export async function sessionsRevokedAt(
  tx: ReadTransaction,
  { id }: Pick<RoleRecord, "id">,
): Promise<Date | undefined> {
  const policy = await tx.inlinePolicies.get(id, REVOKING_POLICY);
  if (policy === undefined) return undefined;
  const times = [statementsOf(policy.document)].flat().flatMap(deniedBefore);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

interface Statement {
  readonly Effect?: unknown;
  readonly Condition?: { readonly DateLessThan?: Readonly<Record<string, unknown>> };
}

/** Documents were checked when they were kept. */
function statementsOf(document: string): Statement | readonly Statement[] {
  return (JSON.parse(document) as { readonly Statement: Statement | readonly Statement[] }).Statement;
}

function deniedBefore({ Effect: effect, Condition: condition }: Statement): readonly number[] {
  if (effect !== "Deny") return [];
  const entries = Object.entries(condition?.DateLessThan ?? {});
  const values = entries.flatMap(([key, value]) => (/^aws:TokenIssueTime$/i.test(key) ? [value].flat() : []));
  return values.map((value) => Date.parse(String(value))).filter((time) => !Number.isNaN(time));
}
