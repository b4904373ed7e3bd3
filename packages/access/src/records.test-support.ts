/** Records of one account as a store holds them, policies and the claims of sessions, for tests. */

import { type KeyRing, type ServiceClaims, type SessionClaims, sealSecret } from "@rolecall/credentials";
import {
  type AccountId,
  formatArn,
  INSTALLATION_ACCOUNT,
  rootUserId,
  toAccessKeyId,
  toAccountId,
  toUniqueId,
} from "@rolecall/names";
import type { PolicyRecord, RegisteredServiceRecord, RoleRecord, UserRecord } from "@rolecall/store";

export const ACCOUNT = toAccountId("111111111111");
export const NOW = Date.UTC(2026, 0, 1);
export const SECRET = "a-secret-for-tests-alone";

export function allow(Action: string | readonly string[], more: object = {}): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action, Resource: "*", ...more },
  });
}

export function trust(AWS: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" },
  });
}

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

/** A customer-managed policy with one version, its default. */
export function policyRecord(name: string, more: Partial<Omit<PolicyRecord, "arn">> = {}): PolicyRecord {
  const { accountId = ACCOUNT, path = "/", createdAt = NOW } = more;
  return {
    id: toUniqueId(`ANPA${name.toUpperCase().padEnd(17, "A")}`),
    accountId,
    name,
    path,
    arn: formatArn("policy", { accountId, path, name }),
    createdAt,
    updatedAt: createdAt,
    defaultVersion: 1,
    latestVersion: 1,
    tags: [],
    ...more,
  };
}

interface KeyOwner {
  readonly accountId?: AccountId;
  readonly ownerKind: "user" | "root";
  readonly ownerId: string;
  /** Default NOW. */
  readonly createdAt?: number;
}

/** A key whose secret is SECRET. */
export function keyRecord(world: { readonly keyRing: KeyRing }, id: string, owner: KeyOwner) {
  return {
    id: toAccessKeyId(id),
    accountId: owner.accountId ?? ACCOUNT,
    ownerKind: owner.ownerKind,
    ownerId: toUniqueId(owner.ownerId),
    sealedSecret: sealSecret(world.keyRing, id, SECRET),
    status: "Active" as const,
    createdAt: owner.createdAt ?? NOW,
  };
}

const issuedAtSeconds = NOW / 1000;

export function roleClaims(role: RoleRecord, more: Partial<SessionClaims> = {}): SessionClaims {
  const { accountId, name } = role;
  return {
    kind: "assumedRole",
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName: "s" }),
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

/** A service of the installation's, with one key. */
export function serviceRecord(
  name: string,
  more: Partial<RegisteredServiceRecord> = {},
): RegisteredServiceRecord {
  const keys = [{ id: "key-1", publicKey: "AAAA", addedAt: NOW }];
  return { id: name, signingName: name, keys, createdAt: NOW, ...more };
}

export function serviceClaims(
  { id: name, ownerAccountId: accountId = INSTALLATION_ACCOUNT, keys }: RegisteredServiceRecord,
  source: Partial<ServiceClaims> = {},
): SessionClaims {
  return {
    kind: "service",
    accountId,
    principalArn: formatArn("registered-service", { accountId, name }),
    principalId: name,
    service: { name, keyId: keys[0]?.id ?? "", ...source },
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 900,
  };
}
