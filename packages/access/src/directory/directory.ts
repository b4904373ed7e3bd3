/**
 * The directory: keys, users and roles with their policies compiled, kept until a change touches them.
 *
 * INVARIANT: entries are loaded inside a transaction, and kept only where it may remember: what it read is then the newest of
 * which the store has told, and committed. The store tells of a change before any work sees it.
 */

import { openSecret } from "@rolecall/credentials";
import type { ManagedPolicyCatalog } from "@rolecall/managed-policies";
import { type AccountId, isAccessKeyId, type UniqueId } from "@rolecall/names";
import type { CompiledPolicy, CompiledPolicySet } from "@rolecall/policy";
import type { AccessKeyRecord, ChangeListener, ReadTransaction, RoleRecord } from "@rolecall/store";
import { DependentCache } from "../cache/dependent-cache.ts";
import {
  createPolicyLibrary,
  type PolicyLibrary,
  SESSION_LIMITS,
  STORED_LIMITS,
} from "../cache/policy-library.ts";
import { rootCaller, userCaller } from "../caller/caller-of.ts";
import type { DirectoryAccount } from "../guardrails/account-place.ts";
import { createGuardrails, type Guardrails } from "../guardrails/guardrails.ts";
import type { InstallationKeys } from "../keys/installation-keys.ts";
import type {
  DirectoryKey,
  DirectoryRole,
  DirectoryService,
  DirectoryUser,
  PrincipalPolicies,
} from "./directory-entry.ts";
import { type LoadedPrincipals, loadPrincipals } from "./load-principals.ts";
import { type OptedRegions, OptedRegionsCache } from "./opted-regions.ts";
import { compileTrust, loadGroup, loadManagedPolicy, loadRole, loadUser } from "./principal-loader.ts";

export interface Directory {
  /** What is known without asking the store; for the road before the transaction. */
  peekAccessKey(id: string): DirectoryKey | undefined;
  peekUser(id: UniqueId): DirectoryUser | undefined;
  peekRole(id: UniqueId): DirectoryRole | undefined;
  peekService(name: string): DirectoryService | undefined;
  peekAccount(id: AccountId): DirectoryAccount | undefined;
  /** Undefined where there is no such key, or its owner is gone. */
  accessKey(tx: ReadTransaction, id: string): Promise<DirectoryKey | undefined>;
  user(tx: ReadTransaction, id: UniqueId): Promise<DirectoryUser | undefined>;
  role(tx: ReadTransaction, id: UniqueId): Promise<DirectoryRole | undefined>;
  /** A registered service. Undefined where there is none of the name. */
  service(tx: ReadTransaction, name: string): Promise<DirectoryService | undefined>;
  /** By name, without regard to case. */
  roleNamed(tx: ReadTransaction, accountId: AccountId, name: string): Promise<DirectoryRole | undefined>;
  /** A group's own policies, read each time. */
  group(tx: ReadTransaction, id: UniqueId): Promise<PrincipalPolicies | undefined>;
  readonly regions: OptedRegions;
  /** Whether an account is closed, and what its organization has put over it. Undefined where there is no such account. */
  account(tx: ReadTransaction, id: AccountId): Promise<DirectoryAccount | undefined>;
  /** All users and roles of these accounts, read at once. Nobody is kept. */
  principals(tx: ReadTransaction, accountIds: readonly AccountId[]): Promise<LoadedPrincipals>;
  /** A role's trust policy, bound to the principals that it named when it was saved. */
  trustOf(role: RoleRecord): CompiledPolicySet;
  /** Grows with what is told of changes: what was made of what was read stands for as long as it does not. */
  readonly changeCount: number;
  /** A managed policy of AWS or of an account, in its default version. */
  managedPolicy(tx: ReadTransaction, arn: string): Promise<CompiledPolicy | undefined>;
  /** About how much memory what is kept of each sort takes; what several of one sort share is counted once. */
  readonly bytes: Readonly<Record<"accessKeys" | "users" | "roles" | "roleNames" | "services", number>> &
    Guardrails["bytes"];
  readonly library: PolicyLibrary;
  /** Session policies, apart from those of the store, which they must not drive out. */
  readonly sessionLibrary: PolicyLibrary;
  /** Subscribe it to the store. */
  readonly onChange: ChangeListener;
}

const MEBIBYTE = 1024 * 1024;

/** What is kept of each sort; ARCHITECTURE.md lists all caches. */
const KEY_LIMITS = { entries: 50_000, bytes: 128 * MEBIBYTE };
const PRINCIPAL_LIMITS = { entries: 50_000, bytes: 256 * MEBIBYTE };
const SERVICE_LIMITS = { entries: 2_000, bytes: 8 * MEBIBYTE };
const NAME_LIMITS = { entries: 50_000, bytes: 32 * MEBIBYTE };

/** Record with its seal, secret and caller; measured, as memory.test.ts does: 2,200. */
const KEY_BYTES = 2_600;
const NAME_BYTES = 700;
/** With two keys and the longest texts. */
const SERVICE_BYTES = 4_000;

export function createDirectory(sources: {
  readonly keys: InstallationKeys;
  readonly managedPolicies: ManagedPolicyCatalog;
}): Directory {
  const library = createPolicyLibrary(STORED_LIMITS);
  const loading = { library, managedPolicies: sources.managedPolicies };
  const keys = new DependentCache<DirectoryKey>(KEY_LIMITS);
  const users = new DependentCache<DirectoryUser>(PRINCIPAL_LIMITS);
  const roles = createRoles(loading);
  const services = createServices();
  const guardrails = createGuardrails(library);
  const regions = new OptedRegionsCache();
  const caches = [keys, users, roles.byId, roles.ids, services.byName, guardrails, regions];
  let changeCount = 0;

  return {
    get bytes() {
      const { byId, ids } = roles;
      const own = {
        accessKeys: keys.bytes,
        users: users.bytes,
        roles: byId.bytes,
        roleNames: ids.bytes,
        services: services.byName.bytes,
      };
      return { ...own, ...guardrails.bytes };
    },
    library,
    sessionLibrary: createPolicyLibrary(SESSION_LIMITS),
    peekAccessKey: (id) => keys.get(id),
    peekUser: (id) => users.get(id),
    peekRole: (id) => roles.byId.get(id),
    peekService: (name) => services.byName.get(name),
    peekAccount: (id) => guardrails.peek(id),
    async accessKey(tx, id) {
      const known = keys.get(id);
      if (known !== undefined) return known;
      const loaded = await loadKey(tx, id, sources.keys);
      if (loaded === undefined) return undefined;
      const subjects = [`accessKey:${loaded.record.id}`, ownerSubject(loaded.record)];
      // Under the record's own text: the one that was asked for is a piece of a header, and would keep all of it.
      if (tx.mayRemember) keys.set(loaded.record.id, { value: loaded, subjects, bytes: KEY_BYTES });
      return loaded;
    },
    async user(tx, id) {
      const known = users.get(id);
      if (known !== undefined) return known;
      const loaded = await loadUser(tx, id, loading);
      if (loaded === undefined) return undefined;
      if (tx.mayRemember) users.set(loaded.value.record.id, loaded);
      return loaded.value;
    },
    service: services.find,
    role: roles.find,
    roleNamed: roles.findNamed,
    group: (tx, id) => loadGroup(tx, id, loading),
    account: (tx, id) => guardrails.account(tx, id),
    principals: (tx, accountIds) => loadPrincipals(tx, accountIds, loading),
    trustOf: (role) => compileTrust(role, library),
    get changeCount() {
      return changeCount;
    },
    regions,
    managedPolicy: (tx, arn) => loadManagedPolicy(tx, arn, loading),
    onChange(changes) {
      changeCount += 1;
      if (changes === "all") for (const cache of caches) cache.clear();
      else for (const { kind, id } of changes) for (const cache of caches) cache.drop(`${kind}:${id}`);
    },
  };
}

function createRoles(loading: Parameters<typeof loadRole>[2]) {
  const byId = new DependentCache<DirectoryRole>(PRINCIPAL_LIMITS);
  // Only names that are there: a role that is made under a name nobody had is found by asking.
  const ids = new DependentCache<UniqueId>(NAME_LIMITS);
  const find: Directory["role"] = async (tx, id) => {
    const known = byId.get(id);
    if (known !== undefined) return known;
    const loaded = await loadRole(tx, id, loading);
    if (loaded === undefined) return undefined;
    if (tx.mayRemember) byId.set(loaded.value.record.id, loaded);
    return loaded.value;
  };
  const findNamed: Directory["roleNamed"] = async (tx, accountId, name) => {
    const known = ids.get(nameKey(accountId, name));
    if (known !== undefined) return find(tx, known);
    const record = await tx.roles.byName(accountId, name);
    if (record === undefined) return undefined;
    const subjects = [`role:${record.id}`];
    if (tx.mayRemember)
      ids.set(nameKey(record.accountId, record.name), { value: record.id, subjects, bytes: NAME_BYTES });
    return find(tx, record.id);
  };
  return { byId, ids, find, findNamed };
}

function createServices() {
  const byName = new DependentCache<DirectoryService>(SERVICE_LIMITS);
  const find: Directory["service"] = async (tx, name) => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const record = await tx.registeredServices.byId(name);
    if (record === undefined) return undefined;
    const value = { record };
    const subjects = [`registeredService:${record.id}`];
    if (tx.mayRemember) byName.set(record.id, { value, subjects, bytes: SERVICE_BYTES });
    return value;
  };
  return { byName, find };
}

/** However the name is spelled, there is one place for it: nobody can fill the cache with spellings. */
function nameKey(accountId: AccountId, name: string): string {
  return `${accountId}/${name.toLowerCase()}`;
}

function ownerSubject(record: AccessKeyRecord): string {
  return record.ownerKind === "root" ? `account:${record.accountId}` : `user:${record.ownerId}`;
}

async function loadKey(
  tx: ReadTransaction,
  id: string,
  keys: InstallationKeys,
): Promise<DirectoryKey | undefined> {
  const record = isAccessKeyId(id) ? await tx.accessKeys.byId(id) : undefined;
  if (record === undefined) return undefined;
  const open = () => openSecret(keys.ring, record.id, record.sealedSecret);
  let secret = open();
  if (secret === undefined) {
    await keys.catchUp(tx);
    secret = open();
  }
  if (secret === undefined) throw new Error(`No key of this process opens the secret of access key ${id}.`);
  if (record.ownerKind === "root") return { record, secret, caller: rootCaller(record.accountId, record.id) };
  const user = await tx.users.byId(record.ownerId);
  return user === undefined ? undefined : { record, secret, caller: userCaller(user, record.id) };
}
