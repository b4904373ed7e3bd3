import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { callService } from "../../call-service.ts";
import { startTestProgram } from "../../program.test-support.ts";
import type { Program } from "../../program.ts";
import { runCommand } from "../policy/run-command.test-support.ts";
import { eventLine } from "./event-line.ts";

const key = (name: string) => ({
  id: `AKIASEEDSEEDSEED${name.toUpperCase().padStart(4, "X")}`,
  secret: "seed-secret-of-at-least-16",
});
const ADMIN = { accessKeyId: key("ana").id, secretAccessKey: key("ana").secret };
const BOB = { accessKeyId: key("bob").id, secretAccessKey: key("bob").secret };
const environment = { AWS_ACCESS_KEY_ID: ADMIN.accessKeyId, AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey };

let data: string;
let program: Program;
const searchUsers = async (credentials: typeof ADMIN) =>
  callService(
    { url: new URL(program.endpoint), credentials, clock: Date.now },
    { name: "rolecall", targetPrefix: "Rolecall", title: "Rolecall", answerBytesMax: 65_536 },
    { operation: "SearchUsers", input: { Page: 1, PageSize: 1 } },
  );

before(async () => {
  data = mkdtempSync(join(tmpdir(), "rolecall-audit-commands-"));
  const policies = ["arn:aws:iam::aws:policy/AdministratorAccess"];
  const users = [
    { name: "ana", policies, accessKeys: [key("ana")] },
    { name: "bob", accessKeys: [key("bob")] },
  ];
  const seed = join(data, "seed.json");
  writeFileSync(seed, JSON.stringify({ accounts: [{ id: "111111111111", users }] }));
  program = await startTestProgram(["--data", data, "--seed", seed], { logError: assert.fail });
  await searchUsers(ADMIN);
  await assert.rejects(searchUsers(BOB), /AccessDenied/);
  await wait(200);
});
after(async () => {
  await program.close();
  rmSync(data, { recursive: true, force: true });
});

const DENIED =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}bob {2}rolecall:SearchUsers {2}arn:aws:iam::111111111111:user\/ {2}127\.0\.0\.1 {2}denied: no identity-based policy allows the iam:ListUsers action$/;

test("the newest events stand last, a line each, from the files and from a server", async () => {
  for (const where of [
    ["--data", data],
    ["--endpoint", program.endpoint],
  ]) {
    const { exitCode, stdout, stderr } = await runCommand(["audit", "tail", ...where], { environment });
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const [allowed, denied] = stdout.split("\n");
    assert.match(allowed ?? "", / {2}ana {2}rolecall:SearchUsers {2}- {2}127\.0\.0\.1 {2}allowed$/);
    assert.match(denied ?? "", DENIED);
  }
});

test("only what was denied, and each event whole", async () => {
  const { stdout } = await runCommand(["audit", "tail", "--data", data, "--denied", "--json"]);
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    events.map(({ errorCode, recipientAccountId }) => [errorCode, recipientAccountId]),
    [["AccessDeniedException", "111111111111"]],
  );
  const last = await runCommand(["audit", "tail", "--data", data, "--lines", "1", "--denied"]);
  assert.equal(last.stdout.trim().split("\n").length, 1);
});

test("fields and a text find events; nothing found is told by the exit code", async () => {
  for (const where of [
    ["--data", data],
    ["--endpoint", program.endpoint],
  ]) {
    const grep = (...words: readonly string[]) =>
      runCommand(["audit", "grep", ...words, ...where], { environment });
    assert.match((await grep("who=bob", "result=denied", "not authorized")).stdout.trim(), DENIED);
    assert.match((await grep("action=searchusers", "who=bob")).stdout.trim(), DENIED);
    assert.match(
      (await grep(`key=${BOB.accessKeyId}`, "account=111111111111", "error=Denied")).stdout.trim(),
      DENIED,
    );
    assert.deepEqual(await grep("nobody-did-this"), { exitCode: 3, stdout: "", stderr: "" });
  }
});

test("what is given wrongly is named", async () => {
  const told = async (...args: readonly string[]) => {
    const { exitCode, stderr } = await runCommand(["audit", ...args], { environment });
    assert.equal(exitCode, 2);
    return stderr;
  };
  assert.match(
    await told("grep", "--data", data),
    /name what to look for: a text, or FIELD=VALUE with one of who, action/,
  );
  assert.match(
    await told("grep", "result=perhaps", "--data", data),
    /result is one of allowed, denied, failed/,
  );
  assert.match(await told("grep", "one", "two", "--data", data), /are two texts/);
  assert.match(await told("grep", "x", "--days", "91", "--data", data), /--days: "91"/);
  assert.match(await told("tail", "--lines", "0", "--data", data), /--lines: "0"/);
  assert.match(await told("tail", "--data", join(data, "none")), /there is no audit log in/);
  const asBob = { AWS_ACCESS_KEY_ID: BOB.accessKeyId, AWS_SECRET_ACCESS_KEY: BOB.secretAccessKey };
  const refused = await runCommand(["audit", "tail", "--endpoint", program.endpoint], { environment: asBob });
  assert.equal(refused.exitCode, 2);
  assert.match(refused.stderr, /SearchEvents was refused: AccessDenied.*cloudtrail:LookupEvents/);
});

const MAIN = fileURLToPath(new URL("../../../bin/main.js", import.meta.url));

test("following goes on with what happens, until Ctrl-C", async () => {
  const args = ["audit", "tail", "--data", data, "--follow", "--lines", "1", "--json"];
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  try {
    assert.ok((await lines.next()).value !== undefined);
    // What was there is not told again: the next line is what happens now.
    await wait(1_500);
    await searchUsers(ADMIN);
    const { value } = await lines.next();
    assert.equal(JSON.parse(value ?? "").userIdentity.userName, "ana");
  } finally {
    child.kill("SIGINT");
  }
  assert.deepEqual(await once(child, "close"), [0, null]);
});

test("a terminal is told no control characters", () => {
  const record = { eventName: "CreateUser", requestParameters: { userName: "a\u001b[2Jb\u202ec" } };
  const line = eventLine({ record, at: 0, text: "" }, false);
  assert.equal(line, "1970-01-01T00:00:00Z  nobody  unknown:CreateUser  a?[2Jb?c  -  allowed");
});
