import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import {
  administer,
  createDatabase,
  stopTestServer,
} from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, runRolecall, startChild } from "../installation/child-process.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

/** Two processes on one PostgreSQL database, and what is said where it cannot be used. */
/** Rolecall's promise for several processes. */
const HEARD_WITHIN_MS = 1000;
let folder: string;
let url: string;
let drop: () => Promise<void>;
let one: ChildInstallation;
let other: ChildInstallation;
before(async () => {
  ({ url, drop } = await createDatabase());
  folder = mkdtempSync(join(tmpdir(), "rolecall-postgres-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seedWithAdmin()));
  one = await startChild(["--data", folder, "--seed", seedFile, "--database", url]);
  other = await startChild(["--data", folder, "--database", url]);
});
after(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await drop();
  await stopTestServer();
  rmSync(folder, { recursive: true, force: true });
});

const clients = ({ endpoint }: ChildInstallation, keys: Keys) =>
  clientsOf({ endpoint, clockOffsetMs: () => 0 }, keys);

test("health names the engine, and both have one revision", async () => {
  const health = async ({ endpoint }: ChildInstallation) =>
    (await (await fetch(`${endpoint}/_rolecall/health`)).json()) as Record<string, unknown>;
  const [first, second] = [await health(one), await health(other)];
  assert.equal(first.engine, "postgres");
  assert.equal(second.engine, "postgres");
  assert.ok(Number(first.revision) > 0);
  assert.equal(first.revision, second.revision);
});

test("what one has made the other knows, and what one has ended the other refuses within a second", async () => {
  await clients(one, ADMIN).iam.send(new CreateUserCommand({ UserName: "ann" }));
  const found = await clients(other, ADMIN).iam.send(new GetUserCommand({ UserName: "ann" }));
  assert.equal(found.User?.Arn, `arn:aws:iam::${ACCOUNT}:user/ann`);
  const { AccessKey } = await clients(other, ADMIN).iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
  const { AccessKeyId = "", SecretAccessKey = "" } = AccessKey ?? {};
  const ann = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  const identity = () => clients(other, ann).sts.send(new GetCallerIdentityCommand({}));
  assert.equal((await identity()).Arn, `arn:aws:iam::${ACCOUNT}:user/ann`);
  await clients(one, ADMIN).iam.send(
    new UpdateAccessKeyCommand({ UserName: "ann", AccessKeyId, Status: "Inactive" }),
  );
  const giveUpAtMs = performance.now() + HEARD_WITHIN_MS;
  for (;;) {
    const refused = await identity().then(
      () => undefined,
      (error: Error) => error.name,
    );
    if (refused === "InvalidClientTokenId") break;
    assert.ok(performance.now() < giveUpAtMs, `a key that was ended is taken for ${HEARD_WITHIN_MS} ms`);
  }
});

/** What cannot be is told in one line, with exit code 2. */
async function assertRefused(args: readonly string[], sentence: RegExp): Promise<void> {
  const { code, output } = await runRolecall(["start", "--port", "0", ...args]);
  const [line = "", ...more] = output.trimEnd().split("\n");
  assert.deepEqual([code, more], [2, []], output);
  assert.match(line, sentence);
}

test("a process that has no master key for the database makes none", async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "rolecall-postgres-"));
  await assertRefused(
    ["--data", elsewhere, "--database", url],
    /^rolecall start: \S+master\.key is missing, and the database was sealed with it\. Put it back, or give its text in ROLECALL_MASTER_KEY; /,
  );
  rmSync(elsewhere, { recursive: true });
});

test("a database that cannot be used is told in one line, without its password", async () => {
  const changed = (parts: Partial<Pick<URL, "port" | "pathname" | "password">>) =>
    Object.assign(new URL(url), parts).href;
  const at = (address: string) => ["--data", folder, "--database", address];
  await assertRefused(
    at(changed({ port: "1" })),
    /^rolecall start: cannot open the database postgres:\/\/admin@127\.0\.0\.1:1\/\S+: nothing listens on 127\.0\.0\.1:1\.$/,
  );
  await assertRefused(
    at(changed({ pathname: "/nowhere" })),
    /: the server has no database nowhere: create it first\.$/,
  );
  await assertRefused(
    at(changed({ password: "wrong" })),
    /: the password of admin is wrong, or none was given/,
  );
  await assertRefused(at("postgres://h/d"), /: it has to name one user, host and database/);
});

test("a database that another process fills is left alone", async () => {
  const empty = await createDatabase();
  const place = mkdtempSync(join(tmpdir(), "rolecall-postgres-"));
  const first = await startChild(["--data", place, "--database", empty.url]);
  await first.stop();
  // As it is while the first one still fills it.
  await administer(empty.url, "do $$ begin set constraints all deferred; truncate accounts cascade; end $$");
  await assertRefused(
    ["--data", place, "--database", empty.url],
    /Another process fills this database, or died/,
  );
  await empty.drop();
  rmSync(place, { recursive: true });
});
