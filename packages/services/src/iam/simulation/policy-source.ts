/** The user, group or role that PolicySourceArn and Arn mean. */
import type { PrincipalPolicies } from "@rolecall/access";
import { type AccountId, parseArn } from "@rolecall/names";
import type { Call, Permission } from "@rolecall/operations";
import type { EntityRecord, OwnerKind, ReadTransaction, Tag } from "@rolecall/store";
import { entityPermission } from "../requirement.ts";

/** What was asked for by ARN, and what is there by the name in it: whatever its path, which is not looked at (recorded). */
export interface SourceSubject {
  /** As it was asked for. */
  readonly arn: string;
  readonly kind: OwnerKind;
  readonly accountId: AccountId;
  readonly name: string;
  readonly record: (EntityRecord & { readonly tags?: readonly Tag[] }) | undefined;
}

const KINDS: readonly OwnerKind[] = ["user", "group", "role"];

/** Undefined where the ARN is of something else. Nothing of another account is looked up. */
export async function findSource(
  { tx, caller }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  arn: string,
): Promise<SourceSubject | undefined> {
  for (const kind of KINDS) {
    const named = parseArn(kind, arn);
    if (named === undefined) continue;
    const { accountId, name } = named;
    const family = { user: tx.users, group: tx.groups, role: tx.roles }[kind];
    const record = accountId === caller.accountId ? await family.byName(accountId, name) : undefined;
    return { arn, kind, accountId, name, record };
  }
  return undefined;
}

/** On the ARN that it has, with its path; on the one that was asked for where it is not there. */
export function sourcePermission(
  call: Pick<Call<unknown, unknown>, "caller">,
  { arn, kind, name, record, accountId }: SourceSubject,
): Permission {
  if (record === undefined) return { resource: arn, resourceAccountId: accountId };
  return entityPermission(call, { kind, name, record });
}

/** @throws Error where it is gone from the transaction that found it: a bug */
export async function policiesOf(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  kind: OwnerKind,
  { id }: Pick<EntityRecord, "id">,
): Promise<PrincipalPolicies> {
  const policies = await env.directory[kind](tx, id);
  if (policies === undefined) throw new Error(`The ${kind} ${id} was there a moment ago.`);
  return policies;
}
