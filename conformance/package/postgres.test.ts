/** The packed package on PostgreSQL: its driver is in the bundle, and looked for only when it is asked for. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { clientsOf } from "../installation/clients.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { createPackedProject, OWN_NODE_FOLDER, type PackedProject, startCommand } from "./packed-project.ts";

let project: PackedProject;
let database: Awaited<ReturnType<typeof createDatabase>>;
before(async () => {
  project = await createPackedProject();
  database = await createDatabase();
  writeFileSync(join(project.folder, "seed.json"), JSON.stringify(seedWithAdmin()));
});
after(async () => {
  await database?.drop();
  await stopTestServer();
  project?.close();
});

test("it starts on a database, answers, and looks the store over", async (context) => {
  const start = ["npx", "rolecall", "start", "--port", "0", "--data", "pg", "--seed", "seed.json"] as const;
  const running = await startCommand(project.folder, OWN_NODE_FOLDER, [...start, "--database", database.url]);
  context.after(() => running.stop("SIGKILL", "group"));
  const { sts } = clientsOf({ endpoint: running.endpoint, clockOffsetMs: () => 0 }, ADMIN);
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, ACCOUNT);
  const check = ["rolecall", "store", "check", "--data", "pg", "--database", database.url];
  const { code, stdout, stderr } = await project.run(OWN_NODE_FOLDER, "npx", check);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^0 found/m);
});
