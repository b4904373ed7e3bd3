import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { formatMasterKey, newKey, parseMasterKeys } from "@rolecall/credentials";
import { runCommand } from "../command/policy/run-command.test-support.ts";
import { startTestProgram } from "../program.test-support.ts";
import type { Program } from "../program.ts";
import { proveRequest, sha256Of } from "./state-proof.ts";

const KEY = formatMasterKey(newKey(randomBytes));
let folder: string;
const programs: Program[] = [];
before(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-state-test-"));
});
after(async () => {
  for (const program of programs) await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(masterKey: string | undefined, ...args: readonly string[]): Promise<Program> {
  const environment = masterKey === undefined ? {} : { ROLECALL_MASTER_KEY: masterKey };
  const program = await startTestProgram(["--ephemeral", ...args], { environment, logError: assert.fail });
  programs.push(program);
  return program;
}

const state = (
  verb: "save" | "load",
  file: string,
  program: { readonly endpoint: string },
  masterKey = KEY,
) =>
  runCommand(["state", verb, file, "--endpoint", program.endpoint], {
    environment: { ROLECALL_MASTER_KEY: masterKey },
  });

/** The account that a server with the first key of another one answers for. */
async function accountBy(program: Program, of: Program): Promise<string> {
  const profile = of.prepared.firstStart?.profiles[0] ?? assert.fail();
  // Without an organization the question is answered, and with an unknown key refused: both are told.
  const told = await runCommand(["tree", "--endpoint", program.endpoint], {
    environment: { AWS_ACCESS_KEY_ID: profile.key.id, AWS_SECRET_ACCESS_KEY: profile.key.secret },
  });
  return `${told.exitCode} ${/InvalidClientTokenId|UnrecognizedClient|no organization|AWSOrganizationsNotInUse/.exec(told.stderr)?.[0]}`;
}

test("what one server holds another one answers from, secrets too; a reset goes back to its own seed", async () => {
  const [one, two] = [await start(KEY), await start(KEY)];
  const file = join(folder, "state.db");
  const saved = await state("save", file, one);
  assert.deepEqual([saved.exitCode, saved.stderr], [0, ""]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const own = await accountBy(one, one);
  const foreign = await accountBy(two, one);
  assert.notEqual(own, foreign, "its key is unknown there");
  const loaded = await state("load", file, two);
  assert.deepEqual([loaded.exitCode, loaded.stderr], [0, ""]);
  assert.equal(await accountBy(two, one), own);
  assert.equal(await accountBy(two, two), foreign);
  const again = join(folder, "again.db");
  assert.equal(
    (await state("save", again, two)).exitCode,
    0,
    "what was loaded is saved, and goes on being written",
  );
  assert.equal((await fetch(`${two.endpoint}/_rolecall/reset`, { method: "POST" })).status, 204);
  assert.equal(await accountBy(two, one), foreign);
  const over = await state("save", file, one);
  assert.equal(over.exitCode, 2);
  assert.match(over.stderr, /state\.db is there already, and is not overwritten\./);
});

test("a file that cannot be taken whole changes nothing", async () => {
  const one = await start(KEY);
  const file = join(folder, "whole.db");
  assert.equal((await state("save", file, one)).exitCode, 0);
  const whole = readFileSync(file);
  const own = await accountBy(one, one);
  const changed = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const torn = Buffer.from(whole);
  torn.fill(0xa5, 8_192, 12_288);
  const newer = changed("newer.db", whole);
  const database = new DatabaseSync(newer);
  database.exec("DROP TABLE schema_compatibility; PRAGMA user_version = 9999");
  database.close();
  const foreign = join(folder, "foreign.db");
  new DatabaseSync(foreign).exec("CREATE TABLE other (a)");
  const wrong: readonly [string, RegExp][] = [
    [changed("torn.db", torn), /the state cannot be loaded: /],
    [changed("half.db", whole.subarray(0, whole.length / 2)), /the state cannot be loaded: /],
    [changed("text.db", Buffer.from("no state")), /the state cannot be loaded: /],
    [changed("empty.db", Buffer.of()), /the state cannot be loaded: /],
    [newer, /the state cannot be loaded: .*version/],
    [foreign, /the state cannot be loaded: it is a database of another program\./],
    [join(folder, "none.db"), /none\.db is not there/],
  ];
  for (const [path, message] of wrong) {
    const { exitCode, stderr } = await state("load", path, one);
    assert.equal(exitCode, 2, path);
    assert.match(stderr, message);
    assert.equal(await accountBy(one, one), own, path);
  }
  const OTHER = formatMasterKey(newKey(randomBytes));
  const other = await start(OTHER);
  const sealed = await state("load", file, other, OTHER);
  assert.equal(sealed.exitCode, 2);
  assert.match(sealed.stderr, /The master key does not open the secrets in this store\./);
});

test("the state is for who holds the master key, and of a server that was given one", async () => {
  const one = await start(KEY);
  const file = join(folder, "stolen.db");
  const stranger = await state("save", file, one, formatMasterKey(newKey(randomBytes)));
  assert.deepEqual([stranger.exitCode, existsSync(file)], [2, false]);
  assert.match(stranger.stderr, /The state is for who holds this server's master key\./);
  const url = `${one.endpoint}/_rolecall/state`;
  const [key] = parseMasterKeys(KEY);
  assert.ok(key);
  const none = sha256Of(new Uint8Array());
  const ask = async (method: string, proof: string, body?: string) =>
    (
      await fetch(url, {
        method,
        headers: { "x-rolecall-proof": proof },
        ...(body !== undefined && { body }),
      })
    ).status;
  const now = Date.now();
  const proofOf = (method: string, timeMs = now) => proveRequest(key, { method, sha256: none, timeMs });
  assert.equal(await ask("GET", proofOf("GET")), 200);
  assert.equal(await ask("GET", ""), 403);
  assert.equal(await ask("GET", proofOf("PUT")), 403, "of another method");
  assert.equal(await ask("GET", proofOf("GET", now - 6 * 60_000)), 403, "of another time");
  assert.equal(
    await ask(
      "GET",
      proofOf("GET").replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    ),
    403,
  );
  assert.equal(await ask("PUT", proofOf("PUT"), "another body"), 400);
  const move = async (timeMs: number) => {
    const body = JSON.stringify({ now: new Date(timeMs).toISOString() });
    assert.equal((await fetch(`${one.endpoint}/_rolecall/clock`, { method: "POST", body })).status, 200);
  };
  await move(now - 60 * 60_000);
  assert.equal(
    await ask("GET", proofOf("GET", now - 60 * 60_000)),
    403,
    "of a time to which the clock was moved",
  );
  assert.equal(await ask("GET", proofOf("GET")), 200, "whatever clock was moved");
  await move(now);
  assert.equal(await ask("DELETE", proofOf("DELETE")), 405);
  const without = await start(undefined);
  const refused = await state("save", file, without);
  assert.equal(refused.exitCode, 2);
  assert.match(
    refused.stderr,
    /There is no GET \/_rolecall\/state|only with --ephemeral, without --workers, and with ROLECALL_MASTER_KEY/,
  );
  const keyless = await runCommand(["state", "save", file, "--endpoint", one.endpoint]);
  assert.match(keyless.stderr, /ROLECALL_MASTER_KEY is not set/);
});

test("what a server says moves no terminal's cursor", async (context) => {
  const message = "\u001b[2J\u001b]0;title\u0007\u009b\u202e\r";
  const server = createServer((_request, response) =>
    response.writeHead(403).end(JSON.stringify({ message })),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { exitCode, stderr } = await state("save", join(folder, "said.db"), { endpoint });
  assert.equal(exitCode, 2);
  assert.match(stderr, /^rolecall state save: [^\p{C}]+\n$/u);
  assert.ok(stderr.includes(String.raw`\u001b[2J`), stderr);
});
