import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateLoginProfileCommand, CreateUserCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import type { AuditRecord } from "@rolecall/operations";
import { startTestProgram } from "../../packages/server/src/program.test-support.ts";
import type { Program } from "../../packages/server/src/program.ts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { deniedMessageOf } from "../installation/denied.ts";
import { startInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

/** What happened in an installation that keeps nothing: GET /_rolecall/audit. */

const PASSWORD = "Correct-horse-battery-42";

let folder: string;
let program: Program;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-memory-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seedWithAdmin({ users: [seedUser("bob")] })));
  program = await startTestProgram(["--ephemeral", "--seed", seedFile], { logError: () => {} });
});
after(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

const iamOf = (keys: Keys) => clientsOf({ endpoint: program.endpoint, clockOffsetMs: () => 0 }, keys).iam;

interface Told {
  readonly events: readonly AuditRecord[];
  readonly hasMore: boolean;
  readonly dropped?: number;
}

async function ask(query = ""): Promise<Told> {
  const answer = await fetch(`${program.endpoint}/_rolecall/audit${query}`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "application/json");
  return (await answer.json()) as Told;
}

const namesOf = ({ events }: Told) => events.map(({ eventName }) => eventName);

/** What the test's own words made happen: the others are there once. */
async function play(): Promise<void> {
  await iamOf(ADMIN).send(new CreateUserCommand({ UserName: "ana" }));
  await iamOf(ADMIN).send(new CreateLoginProfileCommand({ UserName: "ana", Password: PASSWORD }));
  await deniedMessageOf(iamOf(seedKeysOf("bob")).send(new ListUsersCommand({})));
}

test("what happened is told at once, the newest last, without secrets", async () => {
  await play();
  const told = await ask();
  assert.deepEqual(namesOf(told), ["CreateUser", "CreateLoginProfile", "ListUsers"]);
  assert.deepEqual([told.hasMore, told.dropped], [false, 0]);
  assert.equal(told.events[0]?.recipientAccountId, ACCOUNT);
  assert.equal(told.events[2]?.errorCode, "AccessDenied");
  const text = JSON.stringify(told);
  for (const secret of [PASSWORD, ADMIN.secretAccessKey]) assert.ok(!text.includes(secret));
});

test("it is asked by the fields of rolecall audit grep, by time, and for so many", async () => {
  assert.deepEqual(namesOf(await ask("?who=bob")), ["ListUsers"]);
  assert.deepEqual(namesOf(await ask("?action=CreateUser")), ["CreateUser"]);
  assert.deepEqual(namesOf(await ask("?error=AccessDenied&since=1h")), ["ListUsers"]);
  assert.deepEqual(namesOf(await ask("?since=2199-01-01T00:00:00Z")), []);
  const newest = await ask("?limit=2");
  assert.deepEqual([namesOf(newest), newest.hasMore], [["CreateLoginProfile", "ListUsers"], true]);
});

test("lines are a JSON object each", async () => {
  const answer = await fetch(`${program.endpoint}/_rolecall/audit?format=lines`);
  assert.equal(answer.headers.get("content-type"), "application/x-ndjson");
  const lines = (await answer.text()).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).eventName),
    ["CreateUser", "CreateLoginProfile", "ListUsers"],
  );
});

test("a mistake says what would be right", async () => {
  const answer = await fetch(`${program.endpoint}/_rolecall/audit?user=ana`);
  assert.equal(answer.status, 400);
  assert.match(
    ((await answer.json()) as { message: string }).message,
    /^there is no "user": there are who, /,
  );
});

test("pages of others and other names are refused, as for a reset", async () => {
  assert.deepEqual(await statusOf({ origin: "https://page.example" }), [
    403,
    "A page of https://page.example may not GET /_rolecall/audit.",
  ]);
  const [status] = await statusOf({ host: "page.example" });
  assert.equal(status, 403);
});

test("a reset forgets all", async () => {
  assert.equal((await fetch(`${program.endpoint}/_rolecall/reset`, { method: "POST" })).status, 204);
  assert.deepEqual(await ask(), { events: [], hasMore: false, dropped: 0 });
  await play();
  assert.equal((await ask()).events.length, 3);
});

for (const kept of ["in memory", "also as files"] as const) {
  test(`all is told in its order while somebody moves the clock on and back, ${kept}`, async (context) => {
    const data = kept === "in memory" ? [] : ["--data", join(folder, "moved")];
    const seed = ["--seed", join(folder, "seed.json")];
    const moved = await startTestProgram(["--ephemeral", ...data, ...seed], { logError: () => {} });
    context.after(() => moved.close());
    const { iam } = clientsOf({ endpoint: moved.endpoint, clockOffsetMs: () => 0 }, ADMIN);
    const set = async (now: string) => {
      const body = JSON.stringify({ now });
      assert.equal((await fetch(`${moved.endpoint}/_rolecall/clock`, { method: "POST", body })).status, 200);
    };
    const told = async (query: string) => {
      const { events } = (await (await fetch(`${moved.endpoint}/_rolecall/audit${query}`)).json()) as Told;
      return events.map(({ requestParameters }) => requestParameters?.userName);
    };
    await iam.send(new CreateUserCommand({ UserName: "now" }));
    await set("2098-01-01T00:00:00Z");
    await iam.send(new CreateUserCommand({ UserName: "late" }));
    assert.deepEqual(await told("?since=1h"), ["late"]);
    await set("2001-01-01T00:00:00Z");
    await iam.send(new CreateUserCommand({ UserName: "early" }));
    assert.deepEqual(await told(""), ["now", "late", "early"]);
    assert.deepEqual(await told("?limit=2&action=CreateUser"), ["late", "early"]);
    assert.deepEqual(await told("?since=2002-01-01T00:00:00Z"), ["now", "late"]);
    assert.equal((await fetch(`${moved.endpoint}/_rolecall/reset`, { method: "POST" })).status, 204);
    assert.deepEqual(await told(""), []);
  });
}

test("an installation that keeps its data has no such page", async () => {
  const kept = await startInstallation(seedWithAdmin());
  try {
    assert.equal((await fetch(`${kept.endpoint}/_rolecall/audit`)).status, 404);
  } finally {
    await kept.stop();
  }
});

/** `fetch` does not let these headers be chosen. */
function statusOf(headers: Readonly<Record<string, string>>): Promise<readonly [number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const asking = request(`${program.endpoint}/_rolecall/audit`, { headers }, async (response) => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece);
      resolve([response.statusCode, JSON.parse(Buffer.concat(pieces).toString()).message]);
    });
    asking.on("error", reject).end();
  });
}
