/** A store with accounts, and the parts of access over it, for tests. The clock stands still. */

import { randomBytes } from "node:crypto";
import {
  createKeyRing,
  createOpenedSessionCache,
  newMasterKey,
  type SessionClaims,
  sealSecret,
} from "@rolecall/credentials";
import type { ManagedPolicyCatalog } from "@rolecall/managed-policies";
import {
  formatArn,
  rootUserId,
  toAccessKeyId,
  toAccountId,
  toArn,
  toUniqueId,
  type UniqueId,
} from "@rolecall/names";
import { createSigningKeyCache } from "@rolecall/sigv4";
import type { OwnerKind, RoleRecord, UserRecord } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDirectory } from "./directory/directory.ts";

export const ACCOUNT = toAccountId("111111111111");
export const NOW = Date.UTC(2026, 0, 1);
export const SECRET = "a-secret-for-tests-alone";

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

export function allow(Action: string | readonly string[], more: object = {}): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action, Resource: "*", ...more },
  });
}

export async function openWorld(file = ":memory:") {
  const random = (size: number) => randomBytes(size);
  const store = await openSqliteStore({ file });
  const keyRing = createKeyRing([newMasterKey(random)], random);
  const newDirectory = () => createDirectory({ keyRing, managedPolicies: CATALOG });
  const directory = newDirectory();
  store.subscribe(directory.onChange);
  await store.write((tx) =>
    tx.accounts.insert({ id: ACCOUNT, name: "a", email: "root@a.example", createdAt: NOW }),
  );
  const verifying = {
    store,
    directory,
    keyRing,
    sessions: createOpenedSessionCache({ capacity: 100 }),
    signingKeys: createSigningKeyCache({ capacity: 100 }),
    acceptsRegion: (region: string) => region !== "mars-north-1",
    homeRegion: "us-east-1",
  };
  return {
    store,
    random,
    managedPolicies: CATALOG,
    keyRing,
    directory,
    newDirectory,
    verifying,
    close: () => store.close(),
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export function userRecord(name: string, more: Partial<UserRecord> = {}): UserRecord {
  const id = toUniqueId(`AIDA${name.toUpperCase().padEnd(17, "A")}`);
  return { id, accountId: ACCOUNT, name, path: "/", createdAt: NOW, tags: [], ...more };
}

export function roleRecord(name: string, more: Partial<RoleRecord> = {}): RoleRecord {
  const id = toUniqueId(`AROA${name.toUpperCase().padEnd(17, "A")}`);
  return {
    id,
    accountId: ACCOUNT,
    name,
    path: "/",
    createdAt: NOW,
    tags: [],
    trustPolicy: trust("*"),
    trustPrincipals: {},
    maxSessionSeconds: 3600,
    ...more,
  };
}

export function trust(AWS: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" },
  });
}

export function keyRecord(
  world: Pick<World, "keyRing">,
  id: string,
  owner: { readonly ownerKind: "user" | "root"; readonly ownerId: string },
) {
  return {
    id: toAccessKeyId(id),
    accountId: ACCOUNT,
    ownerKind: owner.ownerKind,
    ownerId: toUniqueId(owner.ownerId),
    sealedSecret: sealSecret(world.keyRing, id, SECRET),
    status: "Active" as const,
    createdAt: NOW,
  };
}

/** A user with a key, and an inline policy where one is given. */
export async function addUser(
  world: World,
  name: string,
  document?: string,
  { keyId = `AKIA${name.toUpperCase()}`, ...more }: Partial<UserRecord> & { readonly keyId?: string } = {},
) {
  const user = userRecord(name, more);
  await world.store.write(async (tx) => {
    await tx.users.insert(user);
    await tx.accessKeys.insert(keyRecord(world, keyId, { ownerKind: "user", ownerId: user.id }));
  });
  if (document !== undefined) await putInline(world, "user", user.id, document);
  return user;
}

export async function addRole(world: World, name: string, document?: string, more: Partial<RoleRecord> = {}) {
  const role = roleRecord(name, more);
  await world.store.write((tx) => tx.roles.insert(role));
  if (document !== undefined) await putInline(world, "role", role.id, document);
  return role;
}

export function putInline(world: World, ownerKind: OwnerKind, ownerId: UniqueId, document: string) {
  const record = { accountId: ACCOUNT, ownerKind, ownerId, name: "own", document };
  return world.store.write((tx) => tx.inlinePolicies.put(record));
}

const issuedAtSeconds = NOW / 1000;

export function roleClaims(role: RoleRecord, more: Partial<SessionClaims> = {}): SessionClaims {
  return {
    kind: "assumedRole",
    accountId: ACCOUNT,
    principalArn: formatArn("assumed-role", { accountId: ACCOUNT, name: role.name, sessionName: "s" }),
    principalId: `${role.id}:s`,
    issuer: { type: "Role", arn: formatArn("role", role), id: role.id },
    sessionName: "s",
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 3600,
    ...more,
  };
}

export function userClaims(user: UserRecord, more: Partial<SessionClaims> = {}): SessionClaims {
  return {
    kind: "sessionToken",
    accountId: ACCOUNT,
    principalArn: formatArn("user", user),
    principalId: user.id,
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 3600,
    ...more,
  };
}

/** The claims of GetFederationToken; of root where no user is given. */
export function federatedClaims(
  user: UserRecord | undefined,
  more: Partial<SessionClaims> = {},
): SessionClaims {
  const arn = user === undefined ? formatArn("root", { accountId: ACCOUNT }) : formatArn("user", user);
  return {
    kind: "federatedUser",
    accountId: ACCOUNT,
    principalArn: formatArn("federated-user", { accountId: ACCOUNT, name: "fed" }),
    principalId: `${ACCOUNT}:fed`,
    issuer: { type: user === undefined ? "Root" : "User", arn, id: user?.id ?? rootUserId(ACCOUNT) },
    sessionName: "fed",
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 3600,
    ...more,
  };
}
