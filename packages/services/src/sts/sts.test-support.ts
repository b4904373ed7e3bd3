/**
 * STS in an installation of its own for each test of a file that asks for it: accounts A and B; users, roles and policies by
 * record, since STS makes none.
 */

import assert from "node:assert/strict";
import { afterEach, beforeEach } from "node:test";
import { type IdentifiedCaller, sessionCaller, userCaller } from "@rolecall/access";
import type { StsOperations } from "@rolecall/contracts";
import type { Credentials } from "@rolecall/contracts/sts";
import { openSession } from "@rolecall/credentials";
import { type Arn, newAccessKeyId, newUniqueId, toAccountId } from "@rolecall/names";
import type { RoleRecord, UserRecord } from "@rolecall/store";
import { ACCOUNT, policyRecord } from "../../../access/src/records.test-support.ts";
import * as world from "../../../access/src/world.test-support.ts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { stsService } from "./index.ts";

export const A = ACCOUNT;
export const B = toAccountId("222222222222");

/** The installation of the test that runs. */
export let h: Harness<StsOperations>;

/** Call it at the top of a file: each of its tests has one of its own. */
export function openForEachTest(): void {
  beforeEach(async () => {
    h = await createHarness<StsOperations>(stsService);
    await h.addAccount(B);
  });
  afterEach(() => h.close());
}

type Statement = Readonly<Record<string, unknown>>;

export function policy(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

export function trusting(AWS: string, more: Statement = {}): Statement {
  return { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole", ...more };
}

export const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

interface UserOptions extends Partial<UserRecord> {
  readonly policy?: string;
}

/** A new user, signing with a key of its own. */
export async function addUser(name: string, { policy, accountId = A, ...more }: UserOptions = {}) {
  const { keyRing, random } = h.env;
  const keyId = newAccessKeyId("AKIA", accountId, random);
  const own = { id: newUniqueId("AIDA", random), accountId, createdAt: h.now(), keyId, ...more };
  return userCaller(await world.addUser({ store: h.store, keyRing }, name, policy, own), keyId);
}

interface RoleOptions extends Partial<RoleRecord> {
  readonly trust: readonly Statement[];
  readonly policy?: string;
}

/** A new role; answers its ARN. */
export async function addRole(name: string, { trust, policy: own, ...more }: RoleOptions): Promise<string> {
  const made = { id: newUniqueId("AROA", h.env.random), createdAt: h.now(), trustPolicy: policy(...trust) };
  const { accountId, path } = await world.addRole(h, name, own, { ...made, ...more });
  return `arn:aws:iam::${accountId}:role${path}${name}`;
}

/** A customer-managed policy; answers its ARN. */
export async function addPolicy(name: string, document: string, accountId = A): Promise<Arn> {
  const createdAt = h.now();
  const record = policyRecord(name, { id: newUniqueId("ANPA", h.env.random), accountId, createdAt });
  await h.store.write(async (tx) => {
    await tx.policies.insert(record);
    await tx.policyVersions.insert({ policyId: record.id, version: 1, document, createdAt });
  });
  return record.arn;
}

/** Who signs with these temporary credentials. */
export function bearerOf(credentials: Credentials | undefined): IdentifiedCaller {
  assert.ok(credentials);
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = credentials;
  const opened = openSession(h.env.keyRing, id, token);
  assert.ok(opened, "the session token opens with its key id");
  assert.equal(opened.secretAccessKey, secret);
  return sessionCaller(opened.claims, id);
}

/** Assumes a role and becomes its session. */
export async function become(
  caller: IdentifiedCaller,
  input: Omit<StsOperations["AssumeRole"]["input"], "RoleSessionName"> & { RoleSessionName?: string },
): Promise<IdentifiedCaller> {
  const answer = await h.ask(caller, "AssumeRole", { RoleSessionName: "test", ...input });
  return bearerOf(answer.Credentials);
}
