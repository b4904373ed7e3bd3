import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";

/** `rolecall exec`: a program as one of the seeded users, of a server that keeps its data and of one that does not. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = join(ROOT, "packages/server/bin/main.js");
const SECRET = "it's a $ecret".replaceAll(" ", "_").padEnd(20, "x");
const users = [
  { name: "admin", accessKeys: [{ id: "AKIASEEDSEEDSEEADMIN", secret: SECRET }] },
  { name: "ci", accessKeys: [{ id: "AKIASEEDSEEDSEEDCIXX", secret: SECRET }] },
];

let folder: string;
let seed: string;
let installation: ChildInstallation;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall exec "));
  seed = join(folder, "seed.yaml");
  writeFileSync(seed, JSON.stringify({ accounts: [{ id: "111111111111", users }] }));
  installation = await startChild(["--data", join(folder, "data"), "--seed", seed]);
});
after(async () => {
  await installation.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Runs it in an environment full of what must not reach the program. */
function exec(...args: readonly string[]) {
  return spawn(process.execPath, ["-C", "@rolecall/source", MAIN, "exec", ...args], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      AWS_PROFILE: "work",
      AWS_SESSION_TOKEN: "old",
      AWS_ENDPOINT_URL: installation.endpoint,
      AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      ROLECALL_MASTER_KEY: "everything",
    },
  });
}

async function run(...args: readonly string[]) {
  const child = exec(...args);
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (printed.stdout += chunk));
  child.stderr.on("data", (chunk) => (printed.stderr += chunk));
  const [code] = await once(child, "close");
  return { code, ...printed };
}

const WHO_CALLS = [
  "node",
  "--input-type=module",
  "-e",
  `import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
  console.log((await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))).Arn);`,
];

test("the JavaScript SDK is the user, by the folder's keys and by the seed's, and nothing else is printed", async () => {
  const data = ["--data", join(folder, "data")];
  for (const whose of [[...data], ["--seed", seed], ["--account", "111111111111", ...data]]) {
    const told = await run("--user", "ci", ...whose, "--", ...WHO_CALLS);
    assert.deepEqual(told, { code: 0, stdout: "arn:aws:iam::111111111111:user/ci\n", stderr: "" });
  }
});

test("the program has the user's key and nothing of its caller's", async () => {
  const print = ["node", "-p", "JSON.stringify(process.env)"];
  const { stdout } = await run("--user", "admin", "--seed", seed, "--", ...print);
  const { PATH, ...environment } = JSON.parse(stdout) as Record<string, string>;
  assert.ok(PATH);
  assert.deepEqual(environment, {
    AWS_ENDPOINT_URL: installation.endpoint,
    AWS_ACCESS_KEY_ID: "AKIASEEDSEEDSEEADMIN",
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_CONFIG_FILE: "/dev/null",
    BOTO_CONFIG: "/dev/null",
  });
});

test("exit codes and signals pass through", async () => {
  assert.equal((await run("--user", "ci", "--seed", seed, "--", "sh", "-c", "exit 7")).code, 7);
  const killed = await run("--user", "ci", "--seed", seed, "--", "sh", "-c", "kill -TERM $$");
  assert.equal(killed.code, 128 + constants.signals.SIGTERM);
  const child = exec("--user", "ci", "--seed", seed, "--", "node", "-e", HEARS);
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  assert.deepEqual(await once(child, "exit"), [3, null]);
});

const HEARS = `process.on("SIGTERM", () => process.exit(3)); setInterval(() => {}, 1000); console.log("hearing");`;

test("a mistake is told with the profiles there are, and no secret of theirs", async () => {
  const mistakes: readonly [readonly string[], RegExp][] = [
    [
      ["--user", "bob", "--seed", seed, "--", "true"],
      /no key of user bob\. It holds: admin \(111111111111\), ci \(111111111111\)\./,
    ],
    [["--seed", seed, "--", "true"], /as whom\? Name the user whose key it is: --user NAME\./],
    [["--user", "ci", "--seed", seed], /which program\? Write it behind two dashes/],
    [["--user", "ci", "--seed", seed, "--", "no-such-program"], /there is no program "no-such-program"\./],
    [["--user", "ci", "--seed", `${seed}l`, "--", "true"], /seed\.yamll: there is no such file\./],
  ];
  for (const [args, message] of mistakes) {
    const { code, stdout, stderr } = await run(...args);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.ok(!stderr.includes(SECRET));
  }
});
