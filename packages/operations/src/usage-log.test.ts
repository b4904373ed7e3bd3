import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccessKeyId, toAccountId, toUniqueId } from "@rolecall/names";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createUsageLog } from "./usage-log.ts";

const use = (at: number) => ({ subject: "AKIAANNANNANNANNANN1", at, service: "sts", region: "us-east-1" });

test("uses that the store did not take wait for the next time, unless the same was used since", async () => {
  const log = createUsageLog();
  const closed = await openSqliteStore({ file: ":memory:" });
  await closed.close();
  const open = await openSqliteStore({ file: ":memory:" });
  await open.write(async (tx) => {
    const accountId = toAccountId("111111111111");
    await tx.accounts.insert({ id: accountId, name: "one", email: "root@one.test", createdAt: 0 });
    await tx.accessKeys.insert({
      id: toAccessKeyId(use(0).subject),
      accountId,
      ownerKind: "root",
      ownerId: toUniqueId(accountId),
      sealedSecret: new Uint8Array(1),
      status: "Active",
      createdAt: 0,
    });
  });
  const written = () => open.read((tx) => tx.usage.of(use(0).subject));
  log.note(use(1_000));
  await assert.rejects(log.flush(closed), { code: "unavailable" });
  await log.flush(open);
  assert.equal((await written())?.at, 1_000);
  log.note(use(2_000));
  const failing = log.flush(closed);
  log.note(use(3_000));
  await assert.rejects(failing);
  await log.flush(open);
  assert.equal((await written())?.at, 3_000);
  await open.close();
});
