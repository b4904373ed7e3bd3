import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { toAccountId, toUniqueId } from "@rolecall/names";
import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createAccessTraceLog, MAX_PENDING, type Trial } from "./access-trace-log.ts";

const DAY_MS = 24 * 3_600_000;
const accountId = toAccountId("111111111111");
const root = toUniqueId(accountId);
const trial = (at: number, more: Partial<Trial> = {}): Trial => ({
  ...{ entityId: root, accountId, service: "iam", action: "GetUser", at, region: "us-east-1" },
  ...more,
});

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ file: ":memory:" });
  await store.write((tx) =>
    tx.accounts.insert({ id: accountId, name: "one", email: "root@one.test", createdAt: 0 }),
  );
});

async function kept(): Promise<readonly string[]> {
  const records = await store.read((tx) => tx.accessTraces.ofEntity(root));
  return records.map(
    ({ serviceNamespace, action, at, region }) => `${serviceNamespace}:${action} ${at} ${region}`,
  );
}

test("the newest of each action is kept, and the newest of each service", async () => {
  const log = createAccessTraceLog();
  log.note(trial(2_000));
  log.note(trial(1_000, { region: "eu-west-1" }));
  log.note(trial(3_000, { action: "ListUsers", region: "eu-west-1" }));
  log.note(trial(1_500, { service: "sts", action: "AssumeRole" }));
  await log.flush(store, 3_000);
  const expected = [
    "iam:* 3000 eu-west-1",
    "iam:GetUser 2000 us-east-1",
    "iam:ListUsers 3000 eu-west-1",
    "sts:* 1500 us-east-1",
    "sts:AssumeRole 1500 us-east-1",
  ];
  assert.deepEqual(await kept(), expected);
  await log.flush(store, 4_000);
  assert.deepEqual(await kept(), expected);
});

test("what the store did not take waits for the next time, unless the same was tried since", async () => {
  const log = createAccessTraceLog();
  const closed = await openSqliteStore({ file: ":memory:" });
  await closed.close();
  log.note(trial(1_000));
  log.note(trial(1_000, { action: "ListUsers" }));
  const failing = log.flush(closed, 1_000);
  log.note(trial(2_000));
  await assert.rejects(failing, { code: "unavailable" });
  await log.flush(store, 2_000);
  assert.deepEqual(await kept(), [
    "iam:* 2000 us-east-1",
    "iam:GetUser 2000 us-east-1",
    "iam:ListUsers 1000 us-east-1",
  ]);
});

test("what waits is bounded; what was tried before is still noted", () => {
  const log = createAccessTraceLog();
  let kept = 0;
  for (let number = 0; number < MAX_PENDING + 7; number += 1)
    if (log.note(trial(1, { action: `Action${number}` }))) kept += 1;
  assert.equal(kept, MAX_PENDING);
  assert.equal(log.note(trial(2, { action: "Action0" })), true);
});

test("what is older than reports reach goes", async () => {
  const log = createAccessTraceLog();
  log.note(trial(0));
  await log.flush(store, 0);
  await log.flush(store, 400 * DAY_MS);
  assert.equal((await kept()).length, 2);
  await log.flush(store, 400 * DAY_MS + 3_600_001);
  assert.deepEqual(await kept(), []);
});
