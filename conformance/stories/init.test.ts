import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";

/** `rolecall start --init DIR`: scripts that make an installation what it is to be, before anybody is told that it is ready. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = join(ROOT, "packages/server/bin/main.js");

let folder: string;
let scripts: string;
let installation: ChildInstallation | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall init "));
  scripts = join(folder, "scripts");
  mkdirSync(scripts);
});
afterEach(async () => {
  await installation?.stop("SIGKILL");
  installation = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string, mode = 0o600): void {
  writeFileSync(join(scripts, name), text);
  chmodSync(join(scripts, name), mode);
}

const SDK = JSON.stringify(join(ROOT, "node_modules/@aws-sdk/client-iam/dist-cjs/index.js"));
const CREATE_USER = `import iam from ${SDK};
const { IAMClient, CreateUserCommand, ListUsersCommand } = iam;
const client = new IAMClient({ maxAttempts: 1 });
if (process.env.ROLECALL_FIRST_START === "true") await client.send(new CreateUserCommand({ UserName: "made" }));
const { Users } = await client.send(new ListUsersCommand({}));
console.log("users:", Users.map(({ UserName }) => UserName).join(" "));
const ready = await fetch(process.env.AWS_ENDPOINT_URL + "/_rolecall/ready");
console.log("ready:", ready.status, (await ready.json()).reason);
`;

test("scripts run in order, as the administrator, before it is ready; what they print stands behind their names", async () => {
  write("20-create.mjs", CREATE_USER);
  write("10-first.sh", "echo one; echo two >&2; printf three");
  write("30-executable", "#!/bin/sh\necho $AWS_PROFILE${ROLECALL_MASTER_KEY}run", 0o700);
  write(".hidden", "no script");
  const data = join(folder, "data");
  installation = await startChild(["--data", data, "--init", scripts]);
  const told = installation.printed();
  const lines = told.split("\n").filter((line) => line.includes(" | "));
  assert.deepEqual(lines.filter((line) => line.startsWith("10-")).toSorted(), [
    "10-first.sh | one",
    "10-first.sh | three",
    "10-first.sh | two",
  ]);
  assert.deepEqual(
    lines.slice(3),
    [
      "20-create.mjs | users: admin made",
      "20-create.mjs | ready: 503 Its init scripts run.",
      "30-executable | run",
    ],
    told,
  );
  assert.equal((await fetch(`${installation.endpoint}/_rolecall/ready`)).status, 200);
  await installation.stop();
  installation = await startChild(["--data", data, "--init", scripts]);
  assert.match(installation.printed(), /^20-create\.mjs \| users: admin made$/m, "they run at each start");
});

/** Starts it to its end. */
function startAndFail(...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-C", "@rolecall/source", MAIN, "start", "--ephemeral", "--port", "0", "--init", scripts, ...options],
    { encoding: "utf8", timeout: 60_000 },
  );
  return { status, stdout, stderr };
}

test("a script that fails stops the start, and those behind it are not run", () => {
  const trace = join(folder, "trace");
  write("1.sh", "echo before");
  write("2.sh", "echo no such thing >&2; exit 3");
  write("3.sh", `touch '${trace}'`);
  const { status, stdout, stderr } = startAndFail();
  assert.deepEqual([status, stdout], [2, ""]);
  assert.equal(
    stderr,
    "1.sh | before\n2.sh | no such thing\nrolecall start: --init: 2.sh ended with exit code 3. Nothing behind it was run.\n",
  );
  assert.ok(!existsSync(trace));
});

test("a script that takes too long is ended, with what it started", () => {
  const trace = join(folder, "pid");
  write("1.sh", `sleep 600 & echo $! > '${trace}'; wait`);
  const { status, stderr } = startAndFail("--init-timeout", "1");
  assert.equal(status, 2);
  assert.match(stderr, /^rolecall start: --init: 1\.sh took more than 1 s and was ended\./m);
  const stat = `/proc/${readFileSync(trace, "utf8").trim()}/stat`;
  // A zombie that nobody has collected yet has ended too.
  assert.ok(!existsSync(stat) || / Z /.test(readFileSync(stat, "utf8")));
});

test("who stops a start stops its script", async () => {
  write("1.sh", "echo runs; sleep 600");
  const args = ["start", "--ephemeral", "--port", "0", "--init", scripts];
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args]);
  let told = "";
  child.stderr.on("data", (chunk) => {
    told += chunk;
    if (told === "1.sh | runs\n") child.kill("SIGTERM");
  });
  const [code] = await once(child, "close");
  assert.equal(code, 2);
  assert.match(told, /1\.sh was ended: Rolecall was told to stop \(SIGTERM\)\./);
});

test("what cannot be run is told before anything is", () => {
  const refusals: readonly [() => void, RegExp][] = [
    [
      () => write("9.rb", "puts 1"),
      /9\.rb is not executable, and its name ends with none of \.sh, \.js, \.mjs, \.py\./,
    ],
    [() => mkdirSync(join(scripts, "9.rb")), /9\.rb is no file that could be run\./],
    [() => rmSync(scripts, { recursive: true }), /scripts: there is no such folder\./],
    [() => writeFileSync(scripts, ""), /scripts: this is no folder\./],
  ];
  write("1.sh", "echo ran");
  for (const [prepare, message] of refusals) {
    rmSync(join(scripts, "9.rb"), { force: true, recursive: true });
    prepare();
    const { status, stderr } = startAndFail();
    assert.equal(status, 2);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /ran/);
  }
  assert.match(startAndFail("--init-timeout", "0").stderr, /--init-timeout: "0" is no number of seconds/);
  assert.match(startAndFail("--workers", "2").stderr, /--init: several processes cannot say whether/);
});
