import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { missingClient, runClient } from "../installation/external-client.ts";

/** What people type: the line that a start prints, `rolecall env`, a client as another user, `kill $!`. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "story-secret-of-at-least-16";
const CI_KEY = "AKIASEEDSEEDSEEDCIXX";
const SEED = `accounts:
  - id: "111111111111"
    users:
      - name: admin
        policies: [arn:aws:iam::aws:policy/AdministratorAccess]
        accessKeys: [{ id: AKIASEEDSEEDSEEADMIN, secret: ${SECRET} }]
      - name: ci
        accessKeys: [{ id: ${CI_KEY}, secret: ${SECRET} }]
`;

let folder: string;
let installation: ChildInstallation | undefined;
beforeEach(() => {
  // A path that a shell would take for several words.
  folder = mkdtempSync(join(tmpdir(), "rolecall it's "));
  writeFileSync(join(folder, "seed.yaml"), SEED);
});
afterEach(async () => {
  await installation?.stop("SIGKILL");
  installation = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const startHere = async () => {
  installation = await startChild(["--data", folder, "--seed", join(folder, "seed.yaml")]);
  return installation;
};

/** The line to paste, as it was printed. */
const lineOf = ({ printed }: ChildInstallation) => /^ {2}(eval ".*")$/m.exec(printed())?.[1] ?? "";

/** Runs a script in a shell that has another user's profile set, as people's shells have. */
const sh = (script: string) =>
  runClient("sh", {
    args: ["-ec", script],
    environment: { AWS_PROFILE: "work", AWS_SESSION_TOKEN: "old" },
    folder: ROOT,
  });

/** Asks who is calling, with the JavaScript SDK's own chain of credentials. */
const WHO_CALLS = `node --input-type=module -e '
  import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
  console.log((await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))).Arn);
'`;

test("the line that a start prints makes the JavaScript SDK the first user, and keys in the environment another", async () => {
  const line = lineOf(await startHere());
  const { stdout, stderr } = await sh(`${line}
    ${WHO_CALLS}
    AWS_ACCESS_KEY_ID=${CI_KEY} AWS_SECRET_ACCESS_KEY=${SECRET} ${WHO_CALLS}`);
  assert.equal(stdout, "arn:aws:iam::111111111111:user/admin\narn:aws:iam::111111111111:user/ci\n", stderr);
});

test("the AWS CLI takes every seeded key as a profile", {
  skip: missingClient("aws", "--version"),
}, async () => {
  const line = lineOf(await startHere());
  const { stdout, stderr } = await sh(`${line}
    aws sts get-caller-identity --query Arn --output text
    aws sts get-caller-identity --query Arn --output text --profile ci
    AWS_ACCESS_KEY_ID=${CI_KEY} AWS_SECRET_ACCESS_KEY=${SECRET} aws sts get-caller-identity --query Arn --output text`);
  assert.equal(
    stdout,
    ["admin", "ci", "ci"].map((name) => `arn:aws:iam::111111111111:user/${name}\n`).join(""),
    stderr,
  );
});

test("env names no server that is gone, and evaluates to nothing then", async () => {
  const started = await startHere();
  const line = lineOf(started);
  assert.equal(await started.stop(), 0);
  const { stdout, stderr } = await sh(`${line}\n echo "<$AWS_ENDPOINT_URL>"`);
  assert.equal(stdout, "<>\n");
  assert.match(
    stderr,
    /^rolecall env: no server runs on the data folder .*\. Start it with: npx rolecall start --data /,
  );
});

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** Waits until a process has said where it listens. */
async function listening(child: ChildProcess): Promise<string> {
  let printed = "";
  const deadline = AbortSignal.timeout(START_TIMEOUT_MS);
  for (;;) {
    const endpoint = /listens on (\S+)\n/.exec(printed)?.[1];
    if (endpoint !== undefined) return endpoint;
    const [chunk] = await once(child.stdout!, "data", { signal: deadline });
    printed += chunk;
  }
}

/** Whether a server stops to answer. */
async function falls(endpoint: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < STOP_TIMEOUT_MS; waitedMs += 100) {
    const isThere = await fetch(`${endpoint}/_rolecall/health`).then(
      () => true,
      () => false,
    );
    if (!isThere) return true;
    await wait(100);
  }
  return false;
}

for (const words of [
  ["npx", "rolecall", "start"],
  ["npm", "start", "--"],
] as const) {
  test(`${words.join(" ")} that is killed frees the port`, async () => {
    const [program, ...args] = words;
    const child = spawn(program, [...args, "--ephemeral", "--port", "0"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const endpoint = await listening(child);
      child.kill("SIGTERM");
      assert.ok(await falls(endpoint), `${endpoint} still answers`);
    } finally {
      child.kill("SIGKILL");
    }
  });
}
