import { type Arn, formatArn, parseArn, type UniqueId } from "@rolecall/names";
import { type CompiledPolicy, type CompiledPolicySet, compilePolicy } from "@rolecall/policy";
import type { OwnerKind, ReadTransaction, RoleRecord, UserRecord } from "@rolecall/store";
import type { DirectoryRole, DirectoryUser, PrincipalPolicies } from "./directory-entry.ts";
import type { ManagedPolicyCatalog } from "./managed-policy-catalog.ts";
import { documentBytes, type PolicyLibrary, parseSaved } from "./policy-library.ts";
import { tagsByLowerCaseKey } from "./tag-map.ts";
import { bindTrustPrincipals } from "./trust.ts";

interface Loading {
  readonly library: PolicyLibrary;
  readonly managedPolicies: ManagedPolicyCatalog;
}

/** An entry with the subjects whose change makes it stale. */
interface Loaded<Entry> {
  readonly entry: Entry;
  readonly subjects: readonly string[];
  /** About how much memory it takes by itself. What it shares with others is the library's. */
  readonly bytes: number;
}

/** Policies as they are collected, with what they came from. */
interface Collected {
  readonly policies: CompiledPolicy[];
  readonly subjects: string[];
  /** Of inline policies, which nobody shares. */
  ownBytes: number;
}

/** A record, its caller and its place in the cache. */
const ENTRY_BYTES = 2_000;

function entryBytes({ tags }: UserRecord | RoleRecord, ownBytes: number): number {
  const characters = tags.reduce((total, tag) => total + tag.key.length + tag.value.length, 0);
  // Tags stand in the record and in the map by lower-case key.
  return ENTRY_BYTES + 2 * characters + ownBytes;
}

export async function loadUser(
  tx: ReadTransaction,
  id: UniqueId,
  loading: Loading,
): Promise<Loaded<DirectoryUser> | undefined> {
  const record = await tx.users.byId(id);
  if (record === undefined) return undefined;
  const collected: Collected = { policies: [], subjects: [], ownBytes: 0 };
  await collectOwned(tx, { kind: "user", id }, { loading, into: collected });
  for (const groupId of await tx.memberships.groupsOfUser(id)) {
    await collectOwned(tx, { kind: "group", id: groupId }, { loading, into: collected });
  }
  const policies = await finish(tx, record.permissionsBoundary, { loading, into: collected });
  const tags = tagsByLowerCaseKey(record.tags);
  return {
    entry: { record, arn: formatArn("user", record), tags, ...policies },
    subjects: collected.subjects,
    bytes: entryBytes(record, collected.ownBytes),
  };
}

export async function loadRole(
  tx: ReadTransaction,
  id: UniqueId,
  loading: Loading,
): Promise<Loaded<DirectoryRole> | undefined> {
  const record = await tx.roles.byId(id);
  if (record === undefined) return undefined;
  const collected: Collected = { policies: [], subjects: [], ownBytes: 0 };
  await collectOwned(tx, { kind: "role", id }, { loading, into: collected });
  const policies = await finish(tx, record.permissionsBoundary, { loading, into: collected });
  const trust = compileTrust(record, loading.library);
  const tags = tagsByLowerCaseKey(record.tags);
  return {
    entry: { record, arn: formatArn("role", record), tags, ...policies, trust },
    subjects: collected.subjects,
    bytes: entryBytes(record, collected.ownBytes + documentBytes(record.trustPolicy)),
  };
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

async function collectOwned(
  tx: ReadTransaction,
  owner: { readonly kind: OwnerKind; readonly id: UniqueId },
  { loading, into }: Collecting,
): Promise<void> {
  into.subjects.push(`${owner.kind}:${owner.id}`);
  for (const inline of await tx.inlinePolicies.ofOwner(owner.id)) {
    into.policies.push(loading.library.compile(inline.document, "identity"));
    into.ownBytes += owner.kind === "group" ? 0 : documentBytes(inline.document);
  }
  for (const attachment of await tx.attachments.ofOwner(owner.id)) {
    into.policies.push(await requireManaged(tx, attachment.policyArn, { loading, into }));
  }
}

async function finish(
  tx: ReadTransaction,
  boundaryArn: Arn | undefined,
  collecting: Collecting,
): Promise<PrincipalPolicies> {
  const { library } = collecting.loading;
  const identity = library.setOf(collecting.into.policies);
  if (boundaryArn === undefined) return { identity };
  const boundary = await loadManagedPolicy(tx, boundaryArn, collecting.loading);
  collecting.into.subjects.push(`policy:${boundaryArn}`);
  // A boundary that is gone limits to nothing: never to everything.
  return { identity, boundary: library.setOf(boundary === undefined ? [] : [boundary]) };
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

function compileTrust(role: RoleRecord, library: PolicyLibrary): CompiledPolicySet {
  const bound = bindTrustPrincipals(parseSaved(role.trustPolicy, "trust"), role.trustPrincipals);
  return library.setOf([compilePolicy(bound)]);
}
