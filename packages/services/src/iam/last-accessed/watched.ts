/** Whom a report of last access is about: a user or role alone, a group's users, all to whom a policy is attached. */
import { parseSaved } from "@rolecall/access";
import { type AccountId, type Arn, formatArn, type UniqueId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import { type CompiledPolicy, compilePolicy } from "@rolecall/policy";
import {
  type EntityRecord,
  eachPage,
  type OwnerKind,
  type PageRequest,
  type ReadTransaction,
  type Store,
} from "@rolecall/store";
import { policyNamed } from "../policy/find-policy.ts";

/** What was asked for, as the job keeps it. */
export type Watched =
  | { readonly kind: OwnerKind; readonly id: UniqueId }
  | { readonly kind: "policy"; readonly arn: Arn };

/** A user or role, as reports show it. */
export interface WatchedEntity {
  readonly kind: "user" | "role";
  readonly id: UniqueId;
  readonly arn: Arn;
  readonly name: string;
  readonly path: string;
}

interface Reading {
  readonly store: Store;
  readonly env: Environment;
  readonly accountId: AccountId;
}

const AT_ONCE = 100;

/** The policies whose services the report lists. None where it is gone since. */
export function policiesOf({ store, env }: Reading, watched: Watched): Promise<readonly CompiledPolicy[]> {
  return store.read(async (tx) => {
    if (watched.kind !== "policy") {
      const held = await env.directory[watched.kind](tx, watched.id);
      return (held?.sources ?? []).filter(({ layer }) => layer === "identity").map(({ policy }) => policy);
    }
    const text = await documentOf(tx, env, watched.arn);
    return text === undefined ? [] : [compilePolicy(parseSaved(text, "identity"))];
  });
}

/** The default version of a managed policy. */
async function documentOf(tx: ReadTransaction, env: Environment, arn: Arn): Promise<string | undefined> {
  const { found } = await policyNamed({ tx, env }, arn);
  if (found === undefined) return undefined;
  if (found.owner === "aws") return env.managedPolicies.document(arn);
  return (await tx.policyVersions.get(found.policy.id, found.policy.defaultVersion))?.document;
}

/** Each once, in no order that matters. */
export async function entitiesOf(reading: Reading, watched: Watched): Promise<readonly WatchedEntity[]> {
  const found = new Map<UniqueId, WatchedEntity>();
  const add = (entities: readonly WatchedEntity[]) => {
    for (const entity of entities) found.set(entity.id, entity);
  };
  if (watched.kind === "policy") {
    for await (const owners of ownersOf(reading, watched.arn)) {
      for (const { kind, id } of owners) {
        if (kind === "group") for await (const users of usersOf(reading, id)) add(users);
        else add(await showAll(reading, kind, [id]));
      }
    }
  } else if (watched.kind === "group") for await (const users of usersOf(reading, watched.id)) add(users);
  else add(await showAll(reading, watched.kind, [watched.id]));
  return [...found.values()];
}

async function* ownersOf({ store, accountId }: Reading, arn: Arn) {
  const list = (request: PageRequest) => store.read((tx) => tx.attachments.ofPolicy(accountId, arn, request));
  for await (const page of eachPage(list, AT_ONCE))
    yield page.map(({ ownerKind: kind, ownerId: id }) => ({ kind, id }));
}

async function* usersOf(reading: Reading, groupId: UniqueId) {
  const list = (request: PageRequest) =>
    reading.store.read((tx) => tx.memberships.usersOfGroup(groupId, request));
  for await (const page of eachPage(list, AT_ONCE)) yield showAll(reading, "user", page);
}

/** Those that are still there. */
async function showAll(
  { store }: Reading,
  kind: "user" | "role",
  ids: readonly UniqueId[],
): Promise<readonly WatchedEntity[]> {
  const records: readonly (EntityRecord | undefined)[] = await store.read((tx) =>
    Promise.all(ids.map((id) => (kind === "user" ? tx.users.byId(id) : tx.roles.byId(id)))),
  );
  return records
    .filter((record) => record !== undefined)
    .map((record) => ({
      kind,
      id: record.id,
      arn: formatArn(kind, record),
      name: record.name,
      path: record.path,
    }));
}
