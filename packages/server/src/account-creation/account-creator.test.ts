import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { rootCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { newKey } from "@rolecall/credentials";
import { newOrganizationId, toAccountId, toOrganizationId } from "@rolecall/names";
import type { AccountCreationRecord } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDatabase, stopTestServer } from "../../../store/engines/postgres/server.test-support.ts";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";

const MANAGER = toAccountId("111111111111");
const SEED = `accounts: [{ id: "${MANAGER}", email: root@example.com }]`;

type Operations = OrganizationsOperations;

async function ask<Name extends keyof Operations & string>(
  installation: Installation,
  operation: Name,
  input: Operations[Name]["input"],
): Promise<Operations[Name]["output"]> {
  const call = { service: "organizations", operation, input } as const;
  return (await installation.seedAs(rootCaller(MANAGER, ""), call)) as Operations[Name]["output"];
}

/** Once the request is done. */
async function statusOf(installation: Installation, id: string) {
  for (let rest = 200; rest > 0; rest -= 1) {
    const answer = await ask(installation, "DescribeCreateAccountStatus", { CreateAccountRequestId: id });
    if (answer.CreateAccountStatus?.State !== "IN_PROGRESS") return answer.CreateAccountStatus!;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${id} is still in progress`);
}

async function create(installation: Installation, Email: string): Promise<string> {
  const { CreateAccountStatus } = await ask(installation, "CreateAccount", { Email, AccountName: "New" });
  assert.equal(CreateAccountStatus!.State, "IN_PROGRESS");
  return CreateAccountStatus!.Id!;
}

test("a request is done at once in the background, and one e-mail makes one account", async () => {
  const installation = await openTestInstallation({ seed: SEED });
  try {
    await ask(installation, "CreateOrganization", {});
    const email = "new@example.com";
    const ids = await Promise.all([create(installation, email), create(installation, email.toUpperCase())]);
    const statuses = await Promise.all(ids.map((id) => statusOf(installation, id)));
    const made = statuses.find(({ State }) => State === "SUCCEEDED");
    const failed = statuses.find(({ State }) => State === "FAILED");
    assert.match(made!.AccountId!, /^\d{12}$/);
    assert.equal(failed!.FailureReason, "EMAIL_ALREADY_EXISTS");
    const { Accounts } = await ask(installation, "ListAccounts", {});
    assert.deepEqual(new Set(Accounts!.map(({ Id }) => Id)), new Set([MANAGER, made!.AccountId]));
  } finally {
    await installation.close();
  }
});

/** Requests as a process leaves them that answered and died. */
function requestsIn(organizationId: string): readonly AccountCreationRecord[] {
  return Array.from({ length: 5 }, (_, index) => ({
    id: newOrganizationId("accountRequest", randomBytes),
    organizationId: toOrganizationId("organization", organizationId),
    state: "IN_PROGRESS",
    accountName: "Left",
    email: `left-${index}@example.com`,
    roleName: "OrganizationAccountAccessRole",
    tags: [],
    requestedAt: 0,
  }));
}

/** Each request is done, by one of the processes, and what is asked of one of them afterwards too. */
async function checkDone(
  several: readonly [Installation, Installation, Installation],
  requests: readonly AccountCreationRecord[],
): Promise<void> {
  const [one, other, third] = several;
  for (const { id } of requests) assert.equal((await statusOf(one, id)).State, "SUCCEEDED");
  const { Accounts } = await ask(other, "ListAccounts", {});
  assert.equal(Accounts!.length, 1 + requests.length);
  assert.equal((await statusOf(third, await create(one, "late@example.com"))).State, "SUCCEEDED");
}

test("what was left in progress is done by the next start; by several processes once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-creation-"));
  const file = join(folder, "rolecall.db");
  const masterKey = newKey(randomBytes);
  const open = (seed?: string) =>
    openTestInstallation({
      database: file,
      loadMasterKeys: () => [masterKey],
      ...(seed !== undefined && { seed }),
    });
  try {
    const first = await open(SEED);
    const { Organization } = await ask(first, "CreateOrganization", {});
    await first.close();
    const requests = requestsIn(Organization!.Id!);
    await leave(file, requests);
    const several = await Promise.all([open(), open(), open()]);
    try {
      await checkDone(several, requests);
    } finally {
      for (const each of several) await each.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("on PostgreSQL several nodes hear of requests at the same time, and do each once", async () => {
  const database = await createDatabase();
  const masterKey = newKey(randomBytes);
  const open = (seed?: string) =>
    openTestInstallation({
      engine: "postgres",
      database: database.url,
      loadMasterKeys: () => [masterKey],
      ...(seed !== undefined && { seed }),
    });
  try {
    const first = await open(SEED);
    const several = [first, await open(), await open()] as const;
    try {
      const { Organization } = await ask(first, "CreateOrganization", {});
      const requests = requestsIn(Organization!.Id!);
      await first.store.write(async (tx) => {
        for (const request of requests) await tx.accountCreations.insert(request);
      });
      await checkDone(several, requests);
    } finally {
      for (const each of several) await each.close();
    }
  } finally {
    await database.drop();
    await stopTestServer();
  }
});

async function leave(file: string, creations: readonly AccountCreationRecord[]): Promise<void> {
  const store = await openSqliteStore({ file });
  await store.write(async (tx) => {
    for (const creation of creations) await tx.accountCreations.insert(creation);
  });
  await store.close();
}
