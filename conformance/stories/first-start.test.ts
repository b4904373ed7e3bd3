import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CreateUserCommand, DeleteAccessKeyCommand, GetUserCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type ChildInstallation, runRolecall, startChild } from "../installation/child-process.ts";
import { type Clients, clientsOf, type Keys } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";

/** What a newcomer meets: an empty folder, the printed lines, a second start, a second process, mistakes. */
let folder: string;
let running: ChildInstallation[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-first-"));
});
afterEach(async () => {
  await Promise.all(running.map((child) => child.stop("SIGKILL")));
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

async function start(...args: readonly string[]): Promise<ChildInstallation> {
  const child = await startChild(["--data", folder, ...args]);
  running.push(child);
  return child;
}

/** The exports that `rolecall env` prints. */
async function readExports(): Promise<Readonly<Record<string, string>>> {
  const { code, output } = await runRolecall(["env", "--data", folder]);
  assert.equal(code, 0, output);
  return Object.fromEntries(
    [...output.matchAll(/^export (\w+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
  );
}

async function adminKeys(): Promise<Keys> {
  const exports = await readExports();
  return {
    accessKeyId: exports.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: exports.AWS_SECRET_ACCESS_KEY ?? "",
  };
}

function clients({ endpoint }: ChildInstallation, keys: Keys): Clients {
  return clientsOf({ endpoint, clockOffsetMs: () => 0 }, keys);
}

test("an empty folder becomes an account with an administrator; a second start finds it again", async () => {
  const first = await start("--account-id", "123456789012");
  assert.match(first.printed(), /Created account 123456789012\./);
  assert.match(
    first.printed(),
    /Root user root@123456789012\.example, password \S{20,} \(it is not shown again\)\./,
  );
  for (const name of ["credentials", "master.key", "rolecall.db"]) {
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  }
  assert.equal((await readExports()).AWS_ENDPOINT_URL, first.endpoint);
  const keys = await adminKeys();
  const identity = await clients(first, keys).sts.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, "arn:aws:iam::123456789012:user/admin");
  await clients(first, keys).iam.send(new CreateUserCommand({ UserName: "kept" }));
  assert.equal(await first.stop(), 0);

  const second = await start();
  assert.doesNotMatch(second.printed(), /Created account|password/);
  assert.equal(
    (await clients(second, keys).iam.send(new GetUserCommand({ UserName: "kept" }))).User?.UserName,
    "kept",
  );
});

test("a first start makes a key for the root user where it is asked for", async () => {
  const child = await start("--account-id", "123456789012", "--root-access-key");
  const { code, output } = await runRolecall(["env", "--data", folder, "--profile", "root"]);
  assert.equal(code, 0, output);
  const value = (name: string) => new RegExp(`^export ${name}=(.*)$`, "m").exec(output)?.[1] ?? "";
  const root = { accessKeyId: value("AWS_ACCESS_KEY_ID"), secretAccessKey: value("AWS_SECRET_ACCESS_KEY") };
  const identity = await clients(child, root).sts.send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, "arn:aws:iam::123456789012:root");
  assert.doesNotMatch(child.printed(), new RegExp(root.secretAccessKey.replaceAll("+", "\\+")));
});

test("two processes on one folder see one truth", async () => {
  const [left, right] = await Promise.all([start(), start()]);
  const created = [left, right].filter((child) => child.printed().includes("Created account"));
  assert.equal(created.length, 1, "exactly one of them makes the account");
  const keys = await adminKeys();
  await clients(left, keys).iam.send(new CreateUserCommand({ UserName: "from-left" }));
  await clients(right, keys).iam.send(new GetUserCommand({ UserName: "from-left" }));
  await assertRefused(clients(right, keys).iam.send(new CreateUserCommand({ UserName: "FROM-LEFT" })), {
    code: "EntityAlreadyExistsException",
    status: 409,
  });
  await clients(left, keys).iam.send(new DeleteAccessKeyCommand({ AccessKeyId: keys.accessKeyId }));
  await assertRefused(clients(right, keys).iam.send(new GetUserCommand({})), {
    code: "InvalidClientTokenId",
    status: 403,
  });
});

test("without a key at hand, env says what to do", async () => {
  const { code, output } = await runRolecall(["env", "--data", folder]);
  assert.equal(code, 2);
  assert.match(output, /credentials holds no profile; start Rolecall there first\./);
});

test("mistakes get a sentence and exit code 2", async () => {
  const seedFile = join(folder, "seed.yaml");
  const mistakes: readonly (readonly [seed: string, message: RegExp])[] = [
    ["accounts:\n  - id: 12\n", /seed\.yaml:2: accounts\[0\]\.id: must be string/],
    [
      'accounts:\n  - id: "111111111111"\n    usres: []\n',
      /seed\.yaml:3: accounts\[0\]\.usres: the key "usres" is not known here/,
    ],
    ["accounts:\n  - id: [\n", /seed\.yaml:3:\d+: /],
    [
      'accounts:\n  - id: "111111111111"\n    users:\n      - name: a b\n',
      /seed\.yaml:4: accounts\[0\]\.users\[0\]: .*userName/,
    ],
    [
      'accounts:\n  - id: "111111111111"\n    users:\n      - name: ann\n        groups: [Nobodies]\n',
      /seed\.yaml:5: accounts\[0\]\.users\[0\]\.groups\[0\]: The group with name Nobodies cannot be found\./,
    ],
    [
      'accounts:\n  - id: "111111111111"\n    users:\n      - name: ann\n        accessKeys: [{ id: AKIASEEDSEEDSEEX, secret: tooshortsecret }]\n',
      /seed\.yaml:5: accounts\[0\]\.users\[0\]\.accessKeys\[0\]\.secret: must NOT have fewer than 16 characters/,
    ],
  ];
  for (const [seed, message] of mistakes) {
    writeFileSync(seedFile, seed);
    const { code, output } = await runRolecall(["start", "--ephemeral", "--port", "0", "--seed", seedFile]);
    assert.equal(code, 2, output);
    assert.match(output, message);
    assert.doesNotMatch(output, /tooshortsecret|\n\s+at /);
  }
  const { code, output } = await runRolecall(["start", "--prot", "1"]);
  assert.equal(code, 2);
  assert.match(output, /--prot/);
});

test("half a seed is nothing: the next start with a right one begins anew", async () => {
  const seedFile = join(folder, "seed.yaml");
  const users = "users:\n      - name: ann\n      - name: bob\n        groups: [Nobodies]\n";
  writeFileSync(seedFile, `accounts:\n  - id: "111111111111"\n    ${users}`);
  const failed = await runRolecall(["start", "--data", folder, "--port", "0", "--seed", seedFile]);
  assert.equal(failed.code, 2);
  assert.match(failed.output, /The group with name Nobodies cannot be found\./);
  writeFileSync(seedFile, 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann }]\n');
  const { printed } = await start("--seed", seedFile);
  assert.match(printed(), /Created account 111111111111\./);
});

test("a seed that a filled store does not need is told, and so is what is wrong with it", async () => {
  await (await start()).stop();
  const seedFile = join(folder, "seed.yaml");
  writeFileSync(seedFile, 'accounts:\n  - id: "111111111111"\n');
  const first = await start("--seed", seedFile);
  assert.match(
    first.printed(),
    /^The seed \S*seed\.yaml was not applied, because this installation holds accounts/m,
  );
  assert.doesNotMatch(first.printed(), /refused/);
  await first.stop();
  writeFileSync(seedFile, "acounts: []\n");
  const broken = await start("--seed", seedFile);
  assert.match(
    broken.printed(),
    /^It would be refused: \S*seed\.yaml:1: acounts: the key "acounts" is not known/m,
  );
});

test("a reset takes an ephemeral installation back to its seed, and only such a one", async () => {
  const kept = await start();
  assert.equal((await fetch(`${kept.endpoint}/_rolecall/reset`, { method: "POST" })).status, 404);
  const seedFile = join(folder, "seed.yaml");
  writeFileSync(
    seedFile,
    'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, policies: [arn:aws:iam::aws:policy/IAMFullAccess], accessKeys: [{ id: AKIASEEDSEEDSANN, secret: story-secret-of-at-least-16 }] }]\n',
  );
  const child = await startChild(["--ephemeral", "--seed", seedFile]);
  running.push(child);
  const { iam } = clients(child, {
    accessKeyId: "AKIASEEDSEEDSANN",
    secretAccessKey: "story-secret-of-at-least-16",
  });
  await iam.send(new CreateUserCommand({ UserName: "brief" }));
  const fromPage = { method: "POST", headers: { Origin: "https://page.example" } };
  const refusal = await fetch(`${child.endpoint}/_rolecall/reset`, fromPage);
  assert.deepEqual(
    [refusal.status, await refusal.json()],
    [403, { message: "A page of https://page.example may not POST /_rolecall/reset." }],
  );
  assert.equal((await iam.send(new GetUserCommand({ UserName: "brief" }))).User?.UserName, "brief");
  assert.equal((await fetch(`${child.endpoint}/_rolecall/reset`, { method: "POST" })).status, 204);
  await assertRefused(iam.send(new GetUserCommand({ UserName: "brief" })), {
    code: "NoSuchEntityException",
    status: 404,
  });
  assert.equal((await iam.send(new GetUserCommand({}))).User?.UserName, "ann");
});

test("a master key that is not the data's is refused at the start", async () => {
  const first = await start();
  await first.stop();
  const other = mkdtempSync(join(tmpdir(), "rolecall-other-"));
  const stranger = await startChild(["--data", other]);
  await stranger.stop();
  writeFileSync(join(folder, "master.key"), readFileSync(join(other, "master.key")));
  rmSync(other, { recursive: true, force: true });
  const { code, output } = await runRolecall(["start", "--data", folder, "--port", "0"]);
  assert.equal(code, 2);
  assert.match(output, /The master key does not open the secrets in this store\./);
});

test("no master key is made beside a store that is not empty, though no access key is left in it", async () => {
  const first = await start();
  const keys = await adminKeys();
  const { iam } = clients(first, keys);
  await iam.send(new DeleteAccessKeyCommand({ AccessKeyId: keys.accessKeyId }));
  assert.equal(await first.stop(), 0);
  const file = join(folder, "master.key");
  const masterKey = readFileSync(file, "utf8");
  rmSync(file);
  const again = ["start", "--data", folder, "--port", "0"];
  const missing = await runRolecall(again);
  assert.equal(missing.code, 2);
  assert.match(
    missing.output,
    /^rolecall start: \S+master\.key is missing, and the database was sealed with it\. Put it back, /,
  );
  assert.equal(existsSync(file), false);
  writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  const wrong = await runRolecall(again);
  assert.deepEqual([wrong.code, wrong.output.trimEnd().split("\n").length], [2, 1]);
  assert.match(wrong.output, /^rolecall start: The master key does not open the secrets in this store\./);
  writeFileSync(file, masterKey, { mode: 0o600 });
  await start();
});

test("health tells what it is; enforcement has one value", async () => {
  const { endpoint } = await start();
  const health = (await (await fetch(`${endpoint}/_rolecall/health`)).json()) as Record<string, unknown>;
  assert.equal(health.engine, "sqlite");
  assert.equal(health.enforcement, "on");
  assert.equal(typeof health.revision, "number");
  assert.match(
    await (await fetch(`${endpoint}/_rolecall/metrics`)).text(),
    /^rolecall_process_resident_memory_bytes \d+$/m,
  );
});
