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

test("what was left in progress is done by the next start; by several processes once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-creation-"));
  const masterKey = newKey(randomBytes);
  const open = (seed?: string) =>
    openTestInstallation({
      database: join(folder, "rolecall.db"),
      loadMasterKeys: () => [masterKey],
      ...(seed !== undefined && { seed }),
    });
  try {
    const first = await open(SEED);
    const { Organization } = await ask(first, "CreateOrganization", {});
    await first.close();
    const creations = Array.from(
      { length: 5 },
      (_, index): AccountCreationRecord => ({
        id: newOrganizationId("accountRequest", randomBytes),
        organizationId: toOrganizationId("organization", Organization!.Id!),
        state: "IN_PROGRESS",
        accountName: "Left",
        email: `left-${index}@example.com`,
        roleName: "OrganizationAccountAccessRole",
        tags: [],
        requestedAt: 0,
      }),
    );
    await leave(join(folder, "rolecall.db"), creations);
    const several = await Promise.all([open(), open(), open()]);
    try {
      for (const { id } of creations) assert.equal((await statusOf(several[0]!, id)).State, "SUCCEEDED");
      const { Accounts } = await ask(several[1]!, "ListAccounts", {});
      assert.equal(Accounts!.length, 1 + creations.length);
      // Another one hears of what is asked of one of them.
      assert.equal(
        (await statusOf(several[2]!, await create(several[0]!, "late@example.com"))).State,
        "SUCCEEDED",
      );
    } finally {
      for (const each of several) await each.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** As a node that died just after it answered. */
async function leave(file: string, creations: readonly AccountCreationRecord[]): Promise<void> {
  const store = await openSqliteStore({ file });
  await store.write(async (tx) => {
    for (const creation of creations) await tx.accountCreations.insert(creation);
  });
  await store.close();
}
