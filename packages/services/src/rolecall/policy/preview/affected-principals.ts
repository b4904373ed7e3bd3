/** Whom a change reaches: users and roles that have the policy, by themselves or by a group. */
import type { Arn, UniqueId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import { eachPage, type OwnerKind, type ReadTransaction } from "@rolecall/store";
import type { Affected } from "./principal-change.ts";

export interface ReachedPrincipal {
  readonly kind: "user" | "role";
  readonly id: UniqueId;
}

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">;

const PAGE = 1_000;
/** More are not gathered: the answer says so. */
export const REACHED_MAX = 10_000;

/** Of a managed policy: who has it attached, whose groups have it, and whose boundary it is; by id, each once. */
export async function reachedByPolicy(call: Reading, arn: Arn): Promise<readonly ReachedPrincipal[]> {
  const { tx, caller } = call;
  const found = new Map<UniqueId, ReachedPrincipal>();
  for await (const page of eachPage(
    (request) => tx.attachments.ofPolicy(caller.accountId, arn, request),
    PAGE,
  ))
    for (const { ownerKind, ownerId } of page) {
      for (const each of await reachedByOwner(call, ownerKind, ownerId)) found.set(each.id, each);
      if (found.size >= REACHED_MAX) return sorted(found);
    }
  for (const { ownerKind, ownerId } of await tx.attachments.boundariesOfPolicy(caller.accountId, arn))
    found.set(ownerId, { kind: ownerKind, id: ownerId });
  return sorted(found);
}

/** A user or a role itself; of a group its users. */
export async function reachedByOwner(
  { tx }: Pick<Reading, "tx">,
  kind: OwnerKind,
  id: UniqueId,
): Promise<readonly ReachedPrincipal[]> {
  if (kind !== "group") return [{ kind, id }];
  const found: ReachedPrincipal[] = [];
  for await (const page of eachPage((request) => tx.memberships.usersOfGroup(id, request), PAGE)) {
    found.push(...page.map((userId) => ({ kind: "user" as const, id: userId })));
    if (found.length >= REACHED_MAX) break;
  }
  return found;
}

function sorted(found: ReadonlyMap<UniqueId, ReachedPrincipal>): readonly ReachedPrincipal[] {
  return [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)).slice(0, REACHED_MAX);
}

/** With its policies as they are; undefined where it is gone. */
export async function affectedBy(
  { tx, caller, env }: Reading,
  { kind, id }: ReachedPrincipal,
): Promise<Affected | undefined> {
  const { directory } = env;
  const found = kind === "user" ? await directory.user(tx, id) : await directory.role(tx, id);
  if (found === undefined) return undefined;
  const { record, arn, tags, sources, boundary } = found;
  const account = await directory.account(tx, caller.accountId);
  const { accountId, name, path } = record;
  return { kind, id, arn, accountId, name, path, tags, sources, isBounded: boundary !== undefined, account };
}
