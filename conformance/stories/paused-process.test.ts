/** A process that was paused answers nothing from what it should have forgotten meanwhile, on each engine. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { UpdateAccessKeyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";

after(stopTestServer);

/** Longer than a process may go without a look; a minute is no different by a clock that goes on. */
const PAUSE_MS = 1_500;
/** So many ask at the moment at which it goes on, by connections that were there before. */
const CALLERS = 8;

const ANN: Keys = { accessKeyId: "AKIAANNANNANNANNANN1", secretAccessKey: "story-secret-of-at-least-16" };
const SEED = seedWithAdmin({
  users: [{ name: "ann", accessKeys: [{ id: ANN.accessKeyId, secret: ANN.secretAccessKey }] }],
});

const ENGINES = {
  sqlite: async () => ({ args: [], drop: async () => {} }),
  postgres: async () => {
    const { url, drop } = await createDatabase();
    return { args: ["--database", url], drop };
  },
};

for (const [engine, prepare] of Object.entries(ENGINES)) {
  test(`${engine}: who was paused hears first, and answers then`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "rolecall-paused-"));
    const seedFile = join(folder, "seed.json");
    writeFileSync(seedFile, JSON.stringify(SEED));
    const { args, drop } = await prepare();
    const paused = await startChild(["--data", folder, "--seed", seedFile, ...args]);
    const other = await startChild(["--data", folder, ...args]);
    try {
      await revokeWhilePaused(paused, other);
    } finally {
      paused.signal("SIGCONT");
      await Promise.all([paused.stop(), other.stop()]);
      await drop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function revokeWhilePaused(paused: ChildInstallation, other: ChildInstallation): Promise<void> {
  const { sts } = clientsOf({ endpoint: paused.endpoint, clockOffsetMs: () => 0 }, ANN);
  const ask = () =>
    Promise.allSettled(Array.from({ length: CALLERS }, () => sts.send(new GetCallerIdentityCommand({}))));
  // It knows the key, and needs nobody to answer.
  assert.ok((await ask()).every(({ status }) => status === "fulfilled"));
  const { iam } = clientsOf({ endpoint: other.endpoint, clockOffsetMs: () => 0 }, ADMIN);
  paused.signal("SIGSTOP");
  await iam.send(
    new UpdateAccessKeyCommand({ UserName: "ann", AccessKeyId: ANN.accessKeyId, Status: "Inactive" }),
  );
  const asked = ask();
  await delay(PAUSE_MS);
  paused.signal("SIGCONT");
  for (const answer of await asked) {
    assert.equal(answer.status, "rejected");
    assert.equal((answer.reason as Error).name, "InvalidClientTokenId");
  }
  const ready = await fetch(`${paused.endpoint}/_rolecall/ready`);
  assert.deepEqual([ready.status, await ready.json()], [200, { ready: true }]);
}
