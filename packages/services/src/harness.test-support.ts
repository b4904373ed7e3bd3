/**
 * An installation for tests: the real embedded store in memory, the real directory, authorization and operations. Only the
 * clock stands still until it is told to move, and the catalog of AWS's policies is short.
 */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  createDirectory,
  type IdentifiedCaller,
  rootCaller,
  sessionCaller,
  userCaller,
} from "@rolecall/access";
import { loadContract, type ServiceName } from "@rolecall/contracts";
import { createKeyRing, newMasterKey, newSecretAccessKey, sealSecret } from "@rolecall/credentials";
import {
  type AccountId,
  formatArn,
  newAccessKeyId,
  newUniqueId,
  rootUserId,
  toAccountId,
  type UniqueId,
} from "@rolecall/names";
import {
  createPreparationGate,
  createUsageLog,
  type Environment,
  type QuotaSettings,
  runOperation,
  type Service,
} from "@rolecall/operations";
import type { RoleRecord, Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import type { IamQuota } from "./iam/quotas.ts";
import { ADMINISTRATOR_ACCESS, createShortCatalog } from "./short-catalog.test-support.ts";
import type { StsQuota } from "./sts/quotas.ts";

interface OperationTypes {
  readonly input: unknown;
  readonly output: unknown;
}
type InputOf<Types> = Types extends OperationTypes ? Types["input"] : never;
type OutputOf<Types> = Types extends OperationTypes ? Types["output"] : never;

export interface Harness<Operations> {
  readonly store: Store;
  readonly env: Environment;
  readonly accountId: AccountId;
  readonly root: IdentifiedCaller;
  /** Runs an operation as the pipeline does once the input is decoded. */
  ask<Name extends keyof Operations & string>(
    caller: IdentifiedCaller,
    name: Name,
    input: InputOf<Operations[Name]>,
  ): Promise<OutputOf<Operations[Name]>>;
  /** Another account; answers its root user. */
  addAccount(id: string): Promise<IdentifiedCaller>;
  /** A user that is there, signing with a new key of its own. */
  asUser(name: string): Promise<IdentifiedCaller>;
  /** Gives a user an inline policy of one statement. */
  allow(userName: string, statement: Readonly<Record<string, unknown>>): Promise<void>;
  /** A session of a new role that may do everything. */
  asAdministratorRole(name: string): Promise<IdentifiedCaller>;
  now(): number;
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);

const REQUEST = {
  id: "00000000-0000-4000-8000-000000000000",
  sourceIp: "192.0.2.1",
  userAgent: "test",
  region: "us-east-1",
  isSecureTransport: true,
};

/** Opens an installation with one account. Close it after the test. */
export async function createHarness<Operations>(
  service: Service,
  quotas: Partial<Record<IamQuota | StsQuota, number>> = {},
): Promise<Harness<Operations>> {
  const store = await openSqliteStore({ file: ":memory:" });
  const { operations: contracts } = await loadContract(service.name as ServiceName);
  const env = createEnvironment({ [service.name]: quotas });
  store.subscribe(env.directory.onChange);
  let now = START;
  const accountId = toAccountId("111111111111");
  const clock = () => now;
  return {
    store,
    env,
    accountId,
    root: await addAccount({ store, env, clock }, accountId),
    async ask(caller, name, input) {
      const operation = service.operations.get(name);
      assert.ok(operation, `${name} is not built`);
      const contract = contracts.get(name);
      assert.ok(contract, `${name} has no contract`);
      const invocation = {
        service: service.name,
        contract,
        input,
        caller,
        now,
        request: REQUEST,
        env,
        isSigned: true,
      };
      return (await runOperation(store, operation, invocation)) as never;
    },
    addAccount: (id) => addAccount({ store, env, clock }, toAccountId(id)),
    asUser: (name) => asUser({ store, env, clock }, accountId, name),
    allow: (userName, statement) => allow(store, { accountId, userName, statement }),
    asAdministratorRole: (name) => asAdministratorRole({ store, env, clock }, accountId, name),
    now: clock,
    advance(milliseconds) {
      now += milliseconds;
    },
    close: () => store.close(),
  };
}

/** Asserts that a call is refused with this code and these very words. */
export async function refuses(call: Promise<unknown>, code: string, message: string): Promise<void> {
  await assert.rejects(call, (error: Error & { code?: string }) => {
    assert.deepEqual({ code: error.code, message: error.message }, { code, message });
    return true;
  });
}

interface Installation {
  readonly store: Store;
  readonly env: Environment;
  readonly clock: () => number;
}

function createEnvironment(quotas: QuotaSettings): Environment {
  const random = (size: number) => randomBytes(size);
  const keyRing = createKeyRing([newMasterKey(random)], random);
  const managedPolicies = createShortCatalog();
  return {
    random,
    keyRing,
    managedPolicies,
    quotas,
    directory: createDirectory({ keyRing, managedPolicies }),
    usage: createUsageLog(),
    preparations: createPreparationGate(),
    proofs: createPreparationGate(),
    externalAccounts: new Set(),
  };
}

async function addAccount({ store, env, clock }: Installation, id: AccountId): Promise<IdentifiedCaller> {
  const account = { id, name: `account-${id}`, email: `root@${id}.example`, createdAt: clock() };
  await store.write((tx) => tx.accounts.insert(account));
  const ownerId = rootUserId(id);
  return rootCaller(id, await addKey({ store, env, clock }, { accountId: id, ownerKind: "root", ownerId }));
}

async function addKey(
  { store, env, clock }: Installation,
  owner: { readonly accountId: AccountId; readonly ownerKind: "user" | "root"; readonly ownerId: UniqueId },
): Promise<string> {
  const id = newAccessKeyId("AKIA", owner.accountId, env.random);
  const sealedSecret = sealSecret(env.keyRing, id, newSecretAccessKey(env.random));
  await store.write((tx) =>
    tx.accessKeys.insert({ ...owner, id, sealedSecret, status: "Active", createdAt: clock() }),
  );
  return id;
}

async function asUser(
  installation: Installation,
  accountId: AccountId,
  name: string,
): Promise<IdentifiedCaller> {
  const user = await installation.store.read((tx) => tx.users.byName(accountId, name));
  assert.ok(user, `there is no user ${name}`);
  return userCaller(user, await addKey(installation, { accountId, ownerKind: "user", ownerId: user.id }));
}

async function allow(
  store: Store,
  {
    accountId,
    userName,
    statement,
  }: { accountId: AccountId; userName: string; statement: Readonly<Record<string, unknown>> },
): Promise<void> {
  await store.write(async (tx) => {
    const user = await tx.users.byName(accountId, userName);
    assert.ok(user, `there is no user ${userName}`);
    const present = await tx.inlinePolicies.ofOwner(user.id);
    const document = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Resource: "*", ...statement },
    });
    const name = `allow-${present.length}`;
    await tx.inlinePolicies.put({ accountId, ownerKind: "user", ownerId: user.id, name, document });
  });
}

async function asAdministratorRole(
  { store, env, clock }: Installation,
  accountId: AccountId,
  name: string,
): Promise<IdentifiedCaller> {
  const id = newUniqueId("AROA", env.random);
  const trust = { Effect: "Allow", Principal: { AWS: accountId }, Action: "sts:AssumeRole" };
  const role: RoleRecord = {
    id,
    accountId,
    name,
    path: "/",
    createdAt: clock(),
    trustPolicy: JSON.stringify({ Version: "2012-10-17", Statement: trust }),
    trustPrincipals: {},
    maxSessionSeconds: 3600,
    tags: [],
  };
  await store.write(async (tx) => {
    await tx.roles.insert(role);
    const policyArn = ADMINISTRATOR_ACCESS;
    await tx.attachments.attach({
      accountId,
      ownerKind: "role",
      ownerId: id,
      policyArn,
      attachedAt: clock(),
    });
  });
  const issuedAtSeconds = clock() / 1000;
  const claims = {
    kind: "assumedRole" as const,
    accountId,
    principalArn: formatArn("assumed-role", { accountId, name, sessionName: "test" }),
    principalId: `${id}:test`,
    issuer: { type: "Role" as const, arn: formatArn("role", role), id },
    sessionName: "test",
    issuedAtSeconds,
    expiresAtSeconds: issuedAtSeconds + 3600,
  };
  return sessionCaller(claims, newAccessKeyId("ASIA", accountId, env.random));
}
