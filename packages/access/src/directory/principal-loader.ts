import type { ManagedPolicyCatalog } from "@rolecall/managed-policies";
import { type Arn, formatArn, parseArn, type UniqueId } from "@rolecall/names";
import type { CompiledPolicy, CompiledPolicySet } from "@rolecall/policy";
import type { OwnerKind, ReadTransaction, RoleRecord, UserRecord } from "@rolecall/store";
import type { SharedPart } from "../cache/dependent-cache.ts";
import {
  compileDocument,
  documentBytes,
  documentOf,
  type PolicyLibrary,
  parseSaved,
} from "../cache/policy-library.ts";
import type { DirectoryRole, DirectoryUser, PolicySource, PrincipalPolicies } from "./directory-entry.ts";
import { tagsByLowerCaseKey } from "./tag-map.ts";
import { bindTrustPrincipals } from "./trust.ts";

export interface Loading {
  readonly library: PolicyLibrary;
  readonly managedPolicies: ManagedPolicyCatalog;
}

/** An entry with the subjects whose change makes it stale. */
interface Loaded<Entry> {
  readonly value: Entry;
  readonly subjects: readonly string[];
  /** About how much memory it takes by itself. */
  readonly bytes: number;
  /** The documents: others may have the same. */
  readonly shared: readonly SharedPart[];
}

/** Policies as they are collected, with what they came from. */
interface Collected {
  readonly sources: PolicySource[];
  readonly subjects: string[];
}

/** A record, its caller, its set of policies and its place in the cache. */
const ENTRY_BYTES = 2_000;
/** Where a policy comes from: an object, an ARN and a name; what is told of its changes. */
const SOURCE_BYTES = 500;
/** Twice a key, in the record and in the map by lower-case key. */
const TAG_BYTES = 200;

function entryBytes({ tags }: UserRecord | RoleRecord, { sources, subjects }: Collected): number {
  const characters = tags.reduce((total, tag) => total + tag.key.length + tag.value.length, 0);
  const places = Math.max(sources.length, subjects.length);
  return ENTRY_BYTES + TAG_BYTES * tags.length + 2 * characters + SOURCE_BYTES * places;
}

function sharedParts({ sources }: Collected): readonly SharedPart[] {
  return sources.map(({ policy }) => ({ part: policy, bytes: documentBytes(documentOf(policy) ?? "") }));
}

export async function loadUser(
  tx: ReadTransaction,
  id: UniqueId,
  loading: Loading,
): Promise<Loaded<DirectoryUser> | undefined> {
  const record = await tx.users.byId(id);
  if (record === undefined) return undefined;
  const arn = formatArn("user", record);
  const collected: Collected = { sources: [], subjects: [] };
  await collectOwned(tx, { kind: "user", id, arn }, { loading, into: collected });
  for (const groupId of await tx.memberships.groupsOfUser(id)) {
    await collectOwned(tx, await groupOwner(tx, groupId), { loading, into: collected });
  }
  const policies = await finish(
    tx,
    { arn, boundaryArn: record.permissionsBoundary },
    { loading, into: collected },
  );
  const tags = tagsByLowerCaseKey(record.tags);
  return {
    value: { record, arn, tags, ...policies },
    subjects: collected.subjects,
    bytes: entryBytes(record, collected),
    shared: sharedParts(collected),
  };
}

export async function loadRole(
  tx: ReadTransaction,
  id: UniqueId,
  loading: Loading,
): Promise<Loaded<DirectoryRole> | undefined> {
  const record = await tx.roles.byId(id);
  if (record === undefined) return undefined;
  const arn = formatArn("role", record);
  const collected: Collected = { sources: [], subjects: [] };
  await collectOwned(tx, { kind: "role", id, arn }, { loading, into: collected });
  const policies = await finish(
    tx,
    { arn, boundaryArn: record.permissionsBoundary },
    { loading, into: collected },
  );
  const trust = compileTrust(record, loading.library);
  const tags = tagsByLowerCaseKey(record.tags);
  return {
    value: { record, arn, tags, ...policies, trust },
    subjects: collected.subjects,
    // The trust policy is bound to ids of its own: nobody shares it.
    bytes: entryBytes(record, collected) + documentBytes(record.trustPolicy),
    shared: sharedParts(collected),
  };
}

/** A group's own policies. Nobody signs as a group, and its members have theirs: nobody keeps them. */
export async function loadGroup(
  tx: ReadTransaction,
  id: UniqueId,
  loading: Loading,
): Promise<PrincipalPolicies | undefined> {
  const record = await tx.groups.byId(id);
  if (record === undefined) return undefined;
  const arn = formatArn("group", record);
  const collected: Collected = { sources: [], subjects: [] };
  await collectOwned(tx, { kind: "group", id, arn }, { loading, into: collected });
  return finish(tx, { arn, boundaryArn: undefined }, { loading, into: collected });
}

/** The default version of a managed policy; undefined where there is none of this ARN. */
export async function loadManagedPolicy(
  tx: ReadTransaction,
  arn: string,
  loading: Loading,
): Promise<CompiledPolicy | undefined> {
  const text = loading.managedPolicies.document(arn) ?? (await customerDocument(tx, arn));
  return text === undefined ? undefined : loading.library.compile(text, "identity");
}

interface Collecting {
  readonly loading: Loading;
  readonly into: Collected;
}

interface Owner {
  readonly kind: OwnerKind;
  readonly id: UniqueId;
  readonly arn: Arn;
}

/** @throws Error where there is no such group: the store deletes memberships with it, so it is a bug. */
async function groupOwner(tx: ReadTransaction, id: UniqueId): Promise<Owner> {
  const group = await tx.groups.byId(id);
  if (group === undefined) throw new Error(`The group ${id} has members and does not exist.`);
  return { kind: "group", id, arn: formatArn("group", group) };
}

async function collectOwned(tx: ReadTransaction, owner: Owner, { loading, into }: Collecting): Promise<void> {
  const place = { layer: "identity", attachedTo: owner.arn } as const;
  into.subjects.push(`${owner.kind}:${owner.id}`);
  for (const { name, document } of await tx.inlinePolicies.ofOwner(owner.id)) {
    into.sources.push({ ...place, name, policy: loading.library.compile(document, "identity") });
  }
  for (const { policyArn: arn } of await tx.attachments.ofOwner(owner.id)) {
    into.sources.push({ ...place, arn, policy: await requireManaged(tx, arn, { loading, into }) });
  }
}

async function finish(
  tx: ReadTransaction,
  { arn, boundaryArn }: { readonly arn: Arn; readonly boundaryArn: Arn | undefined },
  { loading, into: { sources, subjects } }: Collecting,
): Promise<PrincipalPolicies> {
  const { library } = loading;
  const identity = library.setOf(sources.map(({ policy }) => policy));
  if (boundaryArn === undefined) return { identity, sources };
  const boundary = await loadManagedPolicy(tx, boundaryArn, loading);
  subjects.push(`policy:${boundaryArn}`);
  // A boundary that is gone limits to nothing: never to everything.
  if (boundary === undefined) return { identity, boundary: library.setOf([]), sources };
  sources.push({ layer: "boundary", policy: boundary, arn: boundaryArn, attachedTo: arn });
  return { identity, boundary: library.setOf([boundary]), sources };
}

/** @throws Error where an attached policy is gone: the store refuses to delete one, so it is a bug, and never an allow. */
async function requireManaged(
  tx: ReadTransaction,
  arn: Arn,
  { loading, into }: Collecting,
): Promise<CompiledPolicy> {
  const policy = await loadManagedPolicy(tx, arn, loading);
  if (policy === undefined) throw new Error(`The attached policy ${arn} does not exist.`);
  into.subjects.push(`policy:${arn}`);
  return policy;
}

async function customerDocument(tx: ReadTransaction, arn: string): Promise<string | undefined> {
  const named = parseArn("policy", arn);
  if (named === undefined) return undefined;
  const record = await tx.policies.byName(named.accountId, named.name);
  if (record === undefined || record.arn !== arn) return undefined;
  return (await tx.policyVersions.get(record.id, record.defaultVersion))?.document;
}

export function compileTrust(role: RoleRecord, library: PolicyLibrary): CompiledPolicySet {
  const bound = bindTrustPrincipals(parseSaved(role.trustPolicy, "trust"), role.trustPrincipals);
  return library.setOf([compileDocument(role.trustPolicy, bound)]);
}
