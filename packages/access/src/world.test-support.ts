/**
 * An installation for tests: the real store, in memory or in a file, and the parts of access over it. This is the one place that
 * builds it. Operations add what they are lent, services an asker, each over the one before; the server's tests open what the
 * program opens. Records are written here without operations, which no seed could do below the services: a user without a
 * policy's check, a key of a known name. The clock stands still unless another is passed in.
 */

import { randomBytes } from "node:crypto";
import {
  createKeyRing,
  createOpenedSessionCache,
  type KeyBytes,
  newKey,
  type RandomBytes,
} from "@rolecall/credentials";
import type { ManagedPolicyCatalog } from "@rolecall/managed-policies";
import { type AccountId, toArn, type UniqueId } from "@rolecall/names";
import { createSigningKeyCache } from "@rolecall/sigv4";
import type { OwnerKind, RoleRecord, Store, UserRecord } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDirectory } from "./directory/directory.ts";
import { firstDataKey } from "./keys/data-key.ts";
import { InstallationKeys } from "./keys/installation-keys.ts";
import { ACCOUNT, allow, keyRecord, NOW, roleRecord, userRecord } from "./records.test-support.ts";

/** The one policy of AWS's that tests know. */
export const AWS_POLICY = toArn("arn:aws:iam::aws:policy/Everything");

const CATALOG: ManagedPolicyCatalog = {
  size: 1,
  list: () => [],
  get: () => undefined,
  document: (arn) => (arn === AWS_POLICY ? allow("*") : undefined),
};

export const REQUEST = {
  id: "00000000-0000-4000-8000-000000000000",
  sourceIp: "192.0.2.1",
  userAgent: "test",
  region: "eu-central-1",
  isSecureTransport: false,
};

export interface WorldOptions {
  /** Default ":memory:". */
  readonly file?: string;
  /** One that is empty, of whichever engine, in place of SQLite's; it is closed with the world. */
  readonly store?: Store;
  /** Milliseconds since 1970; default: always NOW. */
  readonly clock?: () => number;
  readonly random?: RandomBytes;
  /** Default: a new one. */
  readonly masterKey?: KeyBytes;
  /** Default: one policy, AWS_POLICY. */
  readonly managedPolicies?: ManagedPolicyCatalog;
}

/** Opens an installation with the account ACCOUNT. Close it after the test. */
export async function openWorld({
  file = ":memory:",
  store: given,
  clock = () => NOW,
  random = (size) => randomBytes(size),
  managedPolicies = CATALOG,
  masterKey = newKey(random),
}: WorldOptions = {}) {
  const store = given ?? (await openSqliteStore({ file }));
  const masters = createKeyRing([masterKey], random);
  const keys = new InstallationKeys({
    store,
    masters: { ring: masters, reload() {} },
    records: [firstDataKey(masters, clock())],
    random,
    monotonicMs: () => performance.now(),
  });
  const keyRing = keys.ring;
  const newDirectory = () => createDirectory({ keys, managedPolicies });
  const directory = newDirectory();
  store.subscribe(directory.onChange);
  const verifying = {
    store,
    directory,
    keys,
    sessions: createOpenedSessionCache({ capacity: 100 }),
    signingKeys: createSigningKeyCache({ capacity: 100 }),
    acceptsRegion: (region: string) => region !== "mars-north-1",
    homeRegion: "us-east-1",
  };
  const world = {
    store,
    clock,
    random,
    managedPolicies,
    keys,
    keyRing,
    directory,
    newDirectory,
    verifying,
    async close() {
      keys.close();
      await store.close();
    },
  };
  await addAccount(world, ACCOUNT);
  return world;
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export function addAccount({ store, clock }: Pick<World, "store" | "clock">, id: AccountId): Promise<void> {
  const account = { id, name: `account-${id}`, email: `root@${id}.example`, createdAt: clock() };
  return store.write((tx) => tx.accounts.insert(account));
}

/** A user with a key, and an inline policy where one is given. */
export async function addUser(
  world: Pick<World, "store" | "keyRing">,
  name: string,
  document?: string,
  { keyId = `AKIA${name.toUpperCase()}`, ...more }: Partial<UserRecord> & { readonly keyId?: string } = {},
) {
  const user = userRecord(name, more);
  const { accountId, id: ownerId, createdAt } = user;
  await world.store.write(async (tx) => {
    await tx.users.insert(user);
    await tx.accessKeys.insert(keyRecord(world, keyId, { accountId, ownerKind: "user", ownerId, createdAt }));
  });
  if (document !== undefined) await putInline(world, "user", ownerId, document, accountId);
  return user;
}

export async function addRole(
  world: Pick<World, "store">,
  name: string,
  document?: string,
  more: Partial<RoleRecord> = {},
) {
  const role = roleRecord(name, more);
  await world.store.write((tx) => tx.roles.insert(role));
  if (document !== undefined) await putInline(world, "role", role.id, document, role.accountId);
  return role;
}

export function putInline(
  world: Pick<World, "store">,
  ownerKind: OwnerKind,
  ownerId: UniqueId,
  document: string,
  accountId = ACCOUNT,
) {
  const record = { accountId, ownerKind, ownerId, name: "own", document };
  return world.store.write((tx) => tx.inlinePolicies.put(record));
}
