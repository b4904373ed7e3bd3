/**
 * An installation for tests: the real embedded store in memory, the real directory, authorization and operations. Only the
 * clock stands still until it is told to move, and the catalog of AWS's policies is short.
 */

import assert from "node:assert/strict";
import { type IdentifiedCaller, rootCaller, sessionCaller, userCaller } from "@rolecall/access";
import { loadContract, type ServiceName } from "@rolecall/contracts";
import {
  type AccountId,
  formatArn,
  newAccessKeyId,
  newUniqueId,
  rootUserId,
  toAccountId,
} from "@rolecall/names";
import { type Environment, type Letter, runOperation, type Service } from "@rolecall/operations";
import type { Store } from "@rolecall/store";
import { ACCOUNT, keyRecord, NOW, roleClaims, trust } from "../../access/src/records.test-support.ts";
import { addAccount, addRole, REQUEST } from "../../access/src/world.test-support.ts";
import { openWorld, type World } from "../../operations/src/world.test-support.ts";
import type { AccountQuota } from "./account/quotas.ts";
import type { IamQuota } from "./iam/quotas.ts";
import type { OrganizationsQuota } from "./organizations/quotas.ts";
import type { RolecallQuota } from "./rolecall/quotas.ts";
import type { RolesAnywhereQuota } from "./rolesanywhere/quotas.ts";
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
  /** What was delivered to the outbox, the newest last. */
  readonly letters: readonly Letter[];
  /** Runs an operation as the pipeline does once the input is decoded. */
  ask<Name extends keyof Operations & string>(
    caller: IdentifiedCaller,
    name: Name,
    input: InputOf<Operations[Name]>,
  ): Promise<OutputOf<Operations[Name]>>;
  /** Another account; answers its root user. */
  addAccount(id: string): Promise<IdentifiedCaller>;
  /** A user that is there, signing with a new key of its own. */
  asUser(name: string, accountId?: AccountId): Promise<IdentifiedCaller>;
  /** Gives a user an inline policy of one statement. */
  allow(userName: string, statement: Readonly<Record<string, unknown>>): Promise<void>;
  /** A session of a new role that may do everything. */
  asAdministratorRole(name: string): Promise<IdentifiedCaller>;
  now(): number;
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/**
 * Opens an installation with one account. Close it after the test.
 * @param given an empty store, where it is not to be SQLite's
 */
export async function createHarness<Operations>(
  service: Service,
  quotas: Partial<
    Record<
      AccountQuota | IamQuota | OrganizationsQuota | RolecallQuota | RolesAnywhereQuota | StsQuota,
      number
    >
  > = {},
  given?: Store,
): Promise<Harness<Operations>> {
  const { operations: contracts } = await loadContract(service.name as ServiceName);
  let now = NOW;
  const world = await openWorld({
    clock: () => now,
    managedPolicies: createShortCatalog(),
    quotas: { [service.name]: quotas },
    ...(given !== undefined && { store: given }),
  });
  const { store, env, letters, clock, close } = world;
  return {
    store,
    env,
    letters,
    accountId: ACCOUNT,
    root: await rootOf(world, ACCOUNT),
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
        request: { ...REQUEST, region: "us-east-1", isSecureTransport: true },
        env,
        isSigned: true,
      };
      return (await runOperation(store, operation, invocation)) as never;
    },
    async addAccount(id) {
      await addAccount(world, toAccountId(id));
      return rootOf(world, toAccountId(id));
    },
    asUser: (name, accountId) => asUser(world, name, accountId),
    allow: (userName, statement) => allow(store, userName, statement),
    asAdministratorRole: (name) => asAdministratorRole(world, name),
    now: clock,
    advance(milliseconds) {
      now += milliseconds;
    },
    async close() {
      await env.background.close();
      await close();
    },
  };
}

/** Asserts that a call is refused with this code and these very words. */
export async function refuses(call: Promise<unknown>, code: string, message: string): Promise<void> {
  await assert.rejects(call, (error: Error & { code?: string }) => {
    assert.deepEqual({ code: error.code, message: error.message }, { code, message });
    return true;
  });
}

async function rootOf(world: World, accountId: AccountId): Promise<IdentifiedCaller> {
  const owner = { accountId, ownerKind: "root" as const, ownerId: rootUserId(accountId) };
  return rootCaller(accountId, await addKey(world, owner));
}

async function asUser(world: World, name: string, accountId = ACCOUNT): Promise<IdentifiedCaller> {
  const user = await world.store.read((tx) => tx.users.byName(accountId, name));
  assert.ok(user, `there is no user ${name}`);
  const owner = { accountId, ownerKind: "user" as const, ownerId: user.id };
  return userCaller(user, await addKey(world, owner));
}

async function addKey(world: World, owner: Parameters<typeof keyRecord>[2] & { accountId: AccountId }) {
  const key = keyRecord(world, newAccessKeyId("AKIA", owner.accountId, world.random), {
    ...owner,
    createdAt: world.clock(),
  });
  await world.store.write((tx) => tx.accessKeys.insert(key));
  return key.id;
}

async function allow(
  store: Store,
  userName: string,
  statement: Readonly<Record<string, unknown>>,
): Promise<void> {
  await store.write(async (tx) => {
    const user = await tx.users.byName(ACCOUNT, userName);
    assert.ok(user, `there is no user ${userName}`);
    const present = await tx.inlinePolicies.ofOwner(user.id);
    const document = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Resource: "*", ...statement },
    });
    const owner = { accountId: ACCOUNT, ownerKind: "user" as const, ownerId: user.id };
    await tx.inlinePolicies.put({ ...owner, name: `allow-${present.length}`, document });
  });
}

async function asAdministratorRole(world: World, name: string): Promise<IdentifiedCaller> {
  const { store, clock, random } = world;
  const id = newUniqueId("AROA", random);
  const createdAt = clock();
  const role = await addRole(world, name, undefined, { id, createdAt, trustPolicy: trust(ACCOUNT) });
  const owner = { accountId: ACCOUNT, ownerKind: "role" as const, ownerId: id };
  await store.write((tx) =>
    tx.attachments.attach({ ...owner, policyArn: ADMINISTRATOR_ACCESS, attachedAt: createdAt }),
  );
  const claims = roleClaims(role, {
    principalArn: formatArn("assumed-role", { accountId: ACCOUNT, name, sessionName: "test" }),
    principalId: `${id}:test`,
    sessionName: "test",
    issuedAtSeconds: createdAt / 1000,
    expiresAtSeconds: createdAt / 1000 + 3600,
  });
  return sessionCaller(claims, newAccessKeyId("ASIA", ACCOUNT, random));
}
