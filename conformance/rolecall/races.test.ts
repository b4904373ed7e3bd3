/** What 64 reach for at the same time, at two processes on one store. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { SERVICE_QUOTAS } from "@rolecall/services/quotas";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, startChild } from "../installation/child-process.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ID, MACHINES, machineAt, newKeyPair, proofOf } from "./machine.ts";
import { callRolecall } from "./rolecall-client.ts";

const WRITERS = Array.from({ length: 64 }, (_, number) => number);
const LIMIT = 5;
/** What a process says that has no room for another request at the moment. */
const TURNED_AWAY: ReadonlySet<string> = new Set(["ThrottlingException", "ServiceUnavailableException"]);
/** Quotas of what others keep in this service have races of their own. */
const RACED: readonly string[] = ["InstancesPerAccount", "TagsPerResource"];

after(stopTestServer);

test("every quota of instances has its race", () => {
  const quotas = SERVICE_QUOTAS.find(({ service }) => service === "rolecall")?.defaults ?? {};
  for (const name of RACED) assert.ok(name in quotas, name);
});

async function startBoth(context: TestContext, engine: "sqlite" | "postgres") {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-machines-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seedWithAdmin(MACHINES)));
  const database = engine === "postgres" ? await createDatabase() : undefined;
  const where = ["--data", folder, ...(database ? ["--database", database.url] : [])];
  const args = [...where, "--quota", `rolecall.InstancesPerAccount=${LIMIT}`];
  const nodes: ChildInstallation[] = [];
  context.after(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  nodes.push(await startChild([...args, "--seed", seedFile]));
  nodes.push(await startChild(args));
  return (nth: number) => ({ endpoint: nodes[nth % nodes.length]!.endpoint, clockOffsetMs: () => 0 });
}

/** Whoever is turned away tries again, as clients do. */
async function persist<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!TURNED_AWAY.has((error as Error).name) || attempt === 200) throw error;
      await wait(25);
    }
  }
}

async function race(send: (nth: number) => Promise<unknown>, refusal: string): Promise<number> {
  const outcomes = await Promise.allSettled(WRITERS.map((nth) => persist(() => send(nth))));
  for (const outcome of outcomes)
    if (outcome.status === "rejected") assert.equal(outcome.reason.name, refusal, outcome.reason.message);
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

for (const engine of ["sqlite", "postgres"] as const) {
  test(`${engine}: of 64 who bring one token one enrols, and of 64 who bring one proof one is given credentials`, async (context) => {
    const at = await startBoth(context, engine);
    const created = await callRolecall(at(0), "CreateInstanceEnrolment", { InstanceId: ID }, ADMIN);
    const pairs = WRITERS.map(newKeyPair);
    const { EnrolmentToken } = created;
    const enrolled = await race(
      (nth) => callRolecall(at(nth), "EnrolInstance", { EnrolmentToken, PublicKey: pairs[nth]!.pem }),
      "InvalidEnrolmentTokenException",
    );
    assert.equal(enrolled, 1);
    const tried = await Promise.allSettled(
      pairs.map(({ privateKey }, nth) => persist(() => machineAt(at(nth), ID, privateKey).identity())),
    );
    const own = tried.findIndex(({ status }) => status === "fulfilled");
    assert.equal(tried.filter(({ status }) => status === "fulfilled").length, 1);
    const asked = { operation: "GetInstanceRoleCredentials", input: {} };
    const Proof = proofOf(at(0), ID, { privateKey: pairs[own]!.privateKey, ...asked });
    const given = await race(
      (nth) => callRolecall(at(nth), "GetInstanceRoleCredentials", { Proof }),
      "InvalidProofException",
    );
    assert.equal(given, 1);
  });

  test(`${engine}: 64 writers reach no further than the quotas, and one of them has a name`, async (context) => {
    const at = await startBoth(context, engine);
    const run = (nth: number, input: object) => callRolecall(at(nth), "RunInstance", input, ADMIN);
    const tag = (nth: number) => {
      const input = { InstanceId: ID, Tags: [{ Key: `k${nth}`, Value: "" }] };
      return callRolecall(at(nth), "TagInstance", input, ADMIN);
    };
    assert.equal(await race(tag, "LimitExceededException"), 50);
    const named = await Promise.allSettled(
      WRITERS.slice(0, 16).map((nth) => persist(() => run(nth, { Name: "one" }))),
    );
    assert.equal(named.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal(await race((nth) => run(nth, {}), "LimitExceededException"), LIMIT - 2);
  });
}
