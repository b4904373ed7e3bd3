import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { startTestProgram } from "../../program.test-support.ts";
import type { Program } from "../../program.ts";

/** `rolecall keys rotate` as a process of its own that is killed, beside two servers on one folder. */
const ADMIN = { accessKeyId: "AKIAADMINADMINADMIN", secretAccessKey: "test-secret-of-at-least-16" };
const SEED = {
  accounts: [
    {
      id: "111111111111",
      users: [
        {
          name: "admin",
          policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          accessKeys: [{ id: ADMIN.accessKeyId, secret: ADMIN.secretAccessKey }],
        },
      ],
    },
  ],
};
const MAIN = new URL("../../../bin/main.js", import.meta.url).pathname;
const KILLS = 3;

let folder: string;
const programs: Program[] = [];
const start = () =>
  startTestProgram(["--data", folder, "--seed", join(folder, "seed.json")], { logError() {} });
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-keys-"));
  writeFileSync(join(folder, "seed.json"), JSON.stringify(SEED));
  programs.push(await start());
  programs.push(await start());
});
after(async () => {
  for (const program of programs) await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask({ endpoint }: Program, body: string, credentials: SigningCredentials): Promise<string> {
  const { host } = new URL(endpoint);
  const type = "application/x-www-form-urlencoded; charset=utf-8";
  const headers = { host: [host], "content-type": [type] };
  const request = { method: "POST", rawPath: "/", rawQuery: "", headers, payload: Buffer.from(body) };
  const signature = signRequest(request, {
    credentials,
    region: "us-east-1",
    service: "sts",
    nowMs: Date.now(),
  });
  const response = await fetch(`${endpoint}/`, {
    method: "POST",
    headers: { "content-type": type, ...signature },
    body,
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}

async function issueSession(program: Program): Promise<SigningCredentials> {
  const text = await ask(program, "Action=GetSessionToken&Version=2011-06-15", ADMIN);
  const textOf = (name: string) => new RegExp(`<${name}>(.*)</${name}>`).exec(text)![1]!;
  return {
    accessKeyId: textOf("AccessKeyId"),
    secretAccessKey: textOf("SecretAccessKey"),
    sessionToken: textOf("SessionToken"),
  };
}

function rotate(): {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; output: string }>;
} {
  const child = spawn(
    process.execPath,
    ["-C", "@rolecall/source", MAIN, "keys", "rotate", "--data", folder],
    {
      env: { PATH: process.env.PATH },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output })),
  );
  return { child, ended };
}

test("a rotation that is killed again and again comes to its end, and every session is good at each server all along", async () => {
  const masterKey = readFileSync(join(folder, "master.key"), "utf8");
  const sessions: SigningCredentials[] = [];
  const serve = async () => {
    for (const program of programs) sessions.push(await issueSession(program));
    for (const program of programs)
      for (const session of sessions.slice(-4))
        await ask(program, "Action=GetCallerIdentity&Version=2011-06-15", session);
  };
  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended } = rotate();
    // Its first word comes when it has begun to write; from there on it takes some tenths of a second.
    await Promise.race([new Promise((resolve) => child.stdout!.once("data", resolve)), ended]);
    await delay(kill * 60);
    child.kill("SIGKILL");
    await ended;
    await serve();
  }
  const { ended } = rotate();
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  while (!isOver) await serve();
  const { code, output } = await ended;
  assert.equal(code, 0, output);
  assert.match(output, /Done\.\n$/);
  assert.notEqual(readFileSync(join(folder, "master.key"), "utf8"), masterKey);
  assert.equal(readFileSync(join(folder, "master.key"), "utf8").trim().split("\n").length, 1);
  await programs.shift()!.close();
  programs.push(await start());
  for (const program of programs)
    for (const session of [...sessions, ADMIN])
      await ask(program, "Action=GetCallerIdentity&Version=2011-06-15", session);
});
