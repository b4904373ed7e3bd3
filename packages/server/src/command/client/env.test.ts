import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { writeProfiles } from "../../installation/credentials-file.ts";
import { announceEndpoint, listEndpoints } from "../../installation/endpoint-files.ts";
import { runCommand } from "../policy/run-command.test-support.ts";
import { renderExports } from "./exports.ts";

let folder: string;
let servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall env "));
});
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Somebody who answers requests for health with a text. */
async function answerHealth(text: string): Promise<string> {
  const server = createServer((_request, response) => response.end(text));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** No process has this id: it is beyond what Linux and macOS give. */
const NOBODY = 99_999_999;

function announce(instance: string, endpoint: string, startedAt: number, processId = process.pid) {
  announceEndpoint(folder, { instance, endpoint, startedAt, processId });
}

const env = (...args: readonly string[]) => runCommand(["env", "--data", folder, ...args]);

const ADMIN = { name: "admin", key: { id: "AKIAADMIN", secret: "it's$HOME" } };
const CI = { name: "ci", key: { id: "AKIACI", secret: "other" } };

test("prints what a shell takes word for word, and names no profile", async () => {
  writeProfiles(folder, [ADMIN, CI]);
  const endpoint = await answerHealth('{"instance":"one"}');
  announce("one", endpoint, 1);
  const { exitCode, stdout, stderr } = await env();
  assert.deepEqual([exitCode, stderr], [0, ""]);
  assert.equal(
    stdout,
    `export AWS_ENDPOINT_URL=${endpoint}
export AWS_ACCESS_KEY_ID=AKIAADMIN
export AWS_SECRET_ACCESS_KEY='it'\\''s$HOME'
export AWS_REGION=us-east-1
export AWS_DEFAULT_REGION=us-east-1
export AWS_SHARED_CREDENTIALS_FILE='${join(folder, "credentials")}'
unset AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE
`,
  );
  assert.match((await env("--profile", "ci")).stdout, /^export AWS_ACCESS_KEY_ID=AKIACI$/m);
  assert.ok(!renderExports({ endpoint, key: { id: "a;b", secret: "c" } }).includes("=a;b"));
});

test("a profile that is not there is answered with those that are", async () => {
  writeProfiles(folder, [ADMIN, CI]);
  const { exitCode, stdout, stderr } = await env("--profile", "bob");
  assert.deepEqual([exitCode, stdout], [2, ""]);
  assert.match(
    stderr,
    /credentials holds no key of profile bob\. It holds: default, rolecall, admin, ci\.\n$/,
  );
});

test("without a key it says what to do", async () => {
  const { exitCode, stderr } = await env();
  assert.equal(exitCode, 2);
  assert.match(stderr, /credentials holds no profile; start Rolecall there first\.\n$/);
});

test("names a server that answers and is this installation's, the newest where there are several", async () => {
  writeProfiles(folder, [ADMIN]);
  assert.match(
    (await env()).stderr,
    /no server runs on the data folder .* npx rolecall start --data '.*'\n$/,
  );
  const gone = await answerHealth("");
  servers.pop()?.close();
  announce("gone", gone, 9);
  announce("other", await answerHealth('{"instance":"stranger"}'), 8);
  announce("web", await answerHealth("<html>"), 7);
  announce("null", await answerHealth("null"), 6);
  announce("endless", await answerHealth("x".repeat(100_000)), 5);
  const silent = await env();
  assert.deepEqual([silent.exitCode, silent.stdout], [2, ""]);
  assert.match(silent.stderr, new RegExp(`nobody answers for the data folder .* at ${gone}, http://`));
  const old = await answerHealth('{"instance":"old"}');
  announce("old", old, 1);
  assert.match((await env()).stdout, new RegExp(`^export AWS_ENDPOINT_URL=${old}$`, "m"));
  const young = await answerHealth('{"instance":"young"}');
  announce("young", young, 2);
  assert.match((await env()).stdout, new RegExp(`^export AWS_ENDPOINT_URL=${young}$`, "m"));
});

test("word that a dead server left goes when the next one comes", () => {
  announce("dead", "http://127.0.0.1:1", 1, NOBODY);
  assert.equal(listEndpoints(folder).length, 1);
  announce("alive", "http://127.0.0.1:2", 2);
  assert.deepEqual(
    listEndpoints(folder).map(({ instance }) => instance),
    ["alive"],
  );
});

const [ONE, TWO] = ["111111111111", "222222222222"];
const SECRET = "a-secret-of-at-least-16";

test("a user is found by name, and by account where several have one of that name", async () => {
  writeProfiles(folder, [
    { name: `${ONE}-ann`, key: { id: "AKIAONE", secret: SECRET }, accountId: ONE },
    { name: `${ONE}-ann-2`, key: { id: "AKIASECOND", secret: SECRET }, accountId: ONE },
    { name: `${TWO}-ann`, key: { id: "AKIATWO", secret: SECRET }, accountId: TWO },
    { name: `${TWO}-root`, key: { id: "AKIAROOT", secret: SECRET }, accountId: TWO },
  ]);
  announce("one", await answerHealth('{"instance":"one"}'), 1);
  const keyOf = async (...args: readonly string[]) =>
    /^export AWS_ACCESS_KEY_ID=(\S+)$/m.exec((await env(...args)).stdout)?.[1];
  assert.equal(await keyOf("--user", "ann", "--account", ONE), "AKIAONE");
  assert.equal(await keyOf("--user", "ann", "--account", TWO), "AKIATWO");
  assert.equal(await keyOf("--user", "root"), "AKIAROOT");
  const refusals: readonly [readonly string[], RegExp][] = [
    [
      ["--user", "ann"],
      /ann is in the accounts 111111111111 and 222222222222: say which with --account\.\n$/,
    ],
    [["--user", "bob"], /holds no key of user bob\. It holds: .*111111111111-ann \(111111111111\), /],
    [["--user", "root", "--account", ONE], /holds no key of user root of account 111111111111\. It holds: /],
    [["--account", ONE], /--account says which --user is meant, and no user is named\.\n$/],
    [["--user", "ann", "--profile", "x"], /--user and --profile name two: leave one of them out\.\n$/],
    [["--shell", "csh"], /--shell: "csh" is none of bash, fish, powershell, github\.\n$/],
    [
      ["--endpoint", "http://127.0.0.1:1", "--user", "root"],
      /nobody of Rolecall answers at http:\/\/127\.0\.0\.1:1: /,
    ],
  ];
  for (const [args, message] of refusals) {
    const { exitCode, stdout, stderr } = await env(...args);
    assert.deepEqual([exitCode, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.ok(!stderr.includes(SECRET));
  }
});

test("of a server that keeps nothing the seed tells the keys, and health the region", async () => {
  const seed = join(folder, "seed.yaml");
  writeFileSync(
    seed,
    JSON.stringify({
      accounts: [
        { id: ONE, users: [{ name: "ci", accessKeys: [{ id: "AKIACICICICICICICICI", secret: SECRET }] }] },
      ],
    }),
  );
  const endpoint = await answerHealth('{"instance":"one","region":"cn-north-1"}');
  const told = await runCommand(["env", "--seed", seed, "--user", "ci", "--endpoint", endpoint]);
  assert.match(told.stdout, /^export AWS_ACCESS_KEY_ID=AKIACICICICICICICICI$/m, told.stderr);
  assert.match(told.stdout, /^export AWS_REGION=cn-north-1$/m);
  const environment = { AWS_ENDPOINT_URL: endpoint };
  const asked = await runCommand(["env", "--seed", seed, "--shell", "fish"], { environment });
  assert.match(asked.stdout, new RegExp(`^set -gx AWS_ENDPOINT_URL '${endpoint}'$`, "m"));
});
