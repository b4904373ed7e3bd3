/** Users, roles and sessions for tests of STS. */

import assert from "node:assert/strict";
import { type IdentifiedCaller, sessionCaller, userCaller } from "@rolecall/access";
import type { StsOperations } from "@rolecall/contracts";
import type { Credentials } from "@rolecall/contracts/sts";
import { newSecretAccessKey, openSession, sealSecret } from "@rolecall/credentials";
import { type AccountId, type Arn, newAccessKeyId, newUniqueId, toAccountId, toArn } from "@rolecall/names";
import type { RoleRecord, Tag, UserRecord } from "@rolecall/store";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { stsService } from "./index.ts";

export type StsHarness = Harness<StsOperations>;

export const A = toAccountId("111111111111");
export const B = toAccountId("222222222222");

type Statement = Readonly<Record<string, unknown>>;

/** An installation with the accounts A and B. */
export async function openSts(): Promise<StsHarness> {
  const harness = await createHarness<StsOperations>(stsService);
  await harness.addAccount(B);
  return harness;
}

export function policy(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function trusting(AWS: string, more: Statement = {}): Statement {
  return { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole", ...more };
}

export const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

interface UserOptions {
  readonly accountId?: AccountId;
  readonly policy?: string;
  readonly tags?: readonly Tag[];
}

/** A new user, signing with a key of its own. */
export async function addUser(h: StsHarness, name: string, options: UserOptions = {}) {
  const { accountId = A, tags = [] } = options;
  const id = newUniqueId("AIDA", h.env.random);
  const user: UserRecord = { id, accountId, name, path: "/", createdAt: h.now(), tags };
  const keyId = newAccessKeyId("AKIA", accountId, h.env.random);
  const sealedSecret = sealSecret(h.env.keyRing, keyId, newSecretAccessKey(h.env.random));
  await h.store.write(async (tx) => {
    await tx.users.insert(user);
    await tx.accessKeys.insert({
      id: keyId,
      accountId,
      ownerKind: "user",
      ownerId: id,
      sealedSecret,
      status: "Active",
      createdAt: h.now(),
    });
    if (options.policy !== undefined) {
      const document = options.policy;
      await tx.inlinePolicies.put({ accountId, ownerKind: "user", ownerId: id, name: "own", document });
    }
  });
  return userCaller(user, keyId);
}

interface RoleOptions {
  readonly accountId?: AccountId;
  readonly trust: readonly Statement[];
  readonly policy?: string;
  readonly path?: string;
  readonly maxSessionSeconds?: number;
  readonly tags?: readonly Tag[];
}

/** A new role; answers its ARN. */
export async function addRole(h: StsHarness, name: string, options: RoleOptions): Promise<string> {
  const { accountId = A, trust, path = "/", maxSessionSeconds = 3600, tags = [] } = options;
  const id = newUniqueId("AROA", h.env.random);
  const role: RoleRecord = {
    id,
    accountId,
    name,
    path,
    createdAt: h.now(),
    trustPolicy: policy(...trust),
    trustPrincipals: {},
    maxSessionSeconds,
    tags,
  };
  await h.store.write(async (tx) => {
    await tx.roles.insert(role);
    if (options.policy !== undefined) {
      const document = options.policy;
      await tx.inlinePolicies.put({ accountId, ownerKind: "role", ownerId: id, name: "own", document });
    }
  });
  return `arn:aws:iam::${accountId}:role${path}${name}`;
}

/** A customer-managed policy; answers its ARN. */
export async function addPolicy(h: StsHarness, name: string, document: string, accountId = A): Promise<Arn> {
  const id = newUniqueId("ANPA", h.env.random);
  const arn = toArn(`arn:aws:iam::${accountId}:policy/${name}`);
  const createdAt = h.now();
  const record = {
    id,
    accountId,
    name,
    path: "/",
    arn,
    createdAt,
    updatedAt: createdAt,
    defaultVersion: 1,
    latestVersion: 1,
    tags: [],
  };
  await h.store.write(async (tx) => {
    await tx.policies.insert(record);
    await tx.policyVersions.insert({ policyId: id, version: 1, document, createdAt });
  });
  return arn;
}

/** Who signs with these temporary credentials. */
export function bearerOf(h: StsHarness, credentials: Credentials | undefined): IdentifiedCaller {
  assert.ok(credentials);
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = credentials;
  const opened = openSession(h.env.keyRing, id, token);
  assert.ok(opened, "the session token opens with its key id");
  assert.equal(opened.secretAccessKey, secret);
  return sessionCaller(opened.claims, id);
}

/** Assumes a role and becomes its session. */
export async function become(
  h: StsHarness,
  caller: IdentifiedCaller,
  input: Omit<StsOperations["AssumeRole"]["input"], "RoleSessionName"> & { RoleSessionName?: string },
): Promise<IdentifiedCaller> {
  const answer = await h.ask(caller, "AssumeRole", { RoleSessionName: "test", ...input });
  return bearerOf(h, answer.Credentials);
}
