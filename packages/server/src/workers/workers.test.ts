import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { isAlive } from "../installation/process-alive.ts";
import {
  Client,
  clientsOf,
  figure,
  IDENTITIES,
  IDENTITY,
  iam,
  KEY,
  type Process,
  SEED,
  signalGroup,
  startProcess,
  until,
} from "./workers.test-support.ts";

/** The program as several processes, over real sockets. */
const folder = mkdtempSync(join(tmpdir(), "rolecall-workers-"));
const seed = join(folder, "seed.json");
writeFileSync(seed, JSON.stringify(SEED));
const running: Process[] = [];

async function start(...args: readonly string[]): Promise<Process> {
  const program = await startProcess("--port", "0", "--workers", "2", "--seed", seed, ...args);
  running.push(program);
  return program;
}

after(async () => {
  for (const { child } of running) if (child.exitCode === null && child.signalCode === null) child.kill();
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

/** By worker: the process ids in the names of audit files. */
const auditedBy = (data: string) =>
  new Set(readdirSync(join(data, "audit")).map((name) => /Z-(\d+)-/.exec(name)?.[1] ?? ""));

describe("two workers on a data folder", () => {
  const data = join(folder, "data");
  let program: Process;
  before(async () => {
    program = await start("--data", data);
    assert.match(program.output(), /listens on/, program.output());
  });

  const metrics = async () => {
    const [client] = clientsOf(program, 1);
    const { text } = await client!.ask("GET", "/_rolecall/metrics");
    client!.close();
    return text;
  };

  test("share connections evenly, and tell together what each did", async () => {
    const clients = clientsOf(program, 16);
    const answers = await Promise.all(clients.map((client) => client.call(IDENTITY, KEY)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const healths = await Promise.all(clients.map((client) => client.ask("GET", "/_rolecall/health")));
    const told = new Set(healths.map(({ text }) => text));
    assert.equal(told.size, 1, "one installation has one health");
    assert.equal(JSON.parse([...told][0] ?? "").workers, 2);
    const texts = await Promise.all(clients.map((client) => client.ask("GET", "/_rolecall/metrics")));
    for (const { text } of texts) {
      assert.equal(figure(text, IDENTITIES), 16);
      assert.equal(figure(text, "workers"), 2);
      assert.equal(figure(text, "worker_restarts_total"), 0);
      const each = [1, 2].map((worker) => figure(text, `worker_resident_memory_bytes{worker="${worker}"}`));
      assert.ok(figure(text, "process_resident_memory_bytes") > each[0]! + each[1]!);
    }
    for (const client of clients) client.close();
    await until(() => auditedBy(data).size === 2, "both record");
    const lines = readdirSync(join(data, "audit")).map(
      (name) => readFileSync(join(data, "audit", name), "utf8").match(/"GetCallerIdentity"/g)?.length,
    );
    assert.deepEqual(lines, [8, 8]);
    assert.equal(readdirSync(join(data, "endpoints")).length, 1);
  });

  test("one writes, the other knows at once", async () => {
    const [one, other] = clientsOf(program, 2);
    assert.equal((await one!.call(iam("CreateUser", { UserName: "ann" }), KEY)).status, 200);
    assert.equal((await other!.call(iam("GetUser", { UserName: "ann" }), KEY)).status, 200);
    one!.close();
    other!.close();
  });

  test("one that is killed under load costs its own connections at most, is replaced, and what it counted stays", async () => {
    const victim = Number([...auditedBy(data)][0]);
    const counted = figure(await metrics(), IDENTITIES);
    let isOver = false;
    let answered = 0;
    const failures: string[] = [];
    const load = clientsOf(program, 8).map(async (client) => {
      while (!isOver) {
        try {
          const { status } = await client.call(IDENTITY, KEY);
          if (status === 200) answered += 1;
          else failures.push(String(status));
        } catch (error) {
          failures.push((error as NodeJS.ErrnoException).code ?? String(error));
        }
      }
      client.close();
    });
    await wait(1_200);
    const before = answered;
    try {
      assert.ok(victim > 0);
      process.kill(victim, "SIGKILL");
      // Nobody knows yet that it is gone: some are on their way to it. Each is answered, or closed.
      const late = clientsOf(program, 6).map(async (client) => {
        const answer = await client.ask("GET", "/_rolecall/health").catch((error) => error.code);
        client.close();
        return typeof answer === "string" ? answer : answer.status;
      });
      for (const outcome of await Promise.all(late)) assert.match(String(outcome), /^(200|ECONNRESET)$/);
      await until(() => program.output().includes("another takes its place"), "it is told");
      await until(async () => figure(await metrics(), "workers") === 2, "it is replaced");
      await until(() => answered > before + 100, "the load goes on");
    } finally {
      isOver = true;
      await Promise.all(load);
    }
    assert.ok(failures.length <= 8, failures.join());
    for (const failure of failures) assert.match(failure, /^(ECONNRESET|EPIPE)$/);
    const text = await metrics();
    assert.equal(figure(text, "worker_restarts_total"), 1);
    // It told each second what it had counted.
    const sum = figure(text, IDENTITIES) - counted;
    assert.ok(sum <= answered + 8 && sum > answered - before, `${sum} of ${answered}, ${before} before`);
    assert.match(program.output(), new RegExp(`worker \\d \\(process ${victim}\\) was ended by SIGKILL`));
  });

  test("a port that is taken is told before anything is made", async () => {
    const other = join(folder, "other");
    const taken = createServer().listen(0, "127.0.0.1");
    await until(() => taken.listening, "it listens");
    const { port } = taken.address() as { port: number };
    const refused = await start("--data", other, "--port", String(port));
    assert.equal(await refused.ended, 2);
    assert.match(refused.output(), new RegExp(`^rolecall start: port ${port} of 127.0.0.1 is taken`));
    assert.deepEqual(readdirSync(other), []);
    taken.close();
  });

  test("a signal to all of a terminal's processes ends it once, in order, and it says so once", async () => {
    const said = program.output();
    const client = new Client(program.endpoint);
    assert.equal((await client.call(iam("CreateUser", { UserName: "last" }), KEY)).status, 200);
    signalGroup(program, "SIGINT");
    assert.equal(await program.ended, 0);
    client.close();
    assert.equal(program.output(), `${said}\nRolecall has stopped.\n`);
    assert.deepEqual(readdirSync(join(data, "endpoints")), []);
  });
});

describe("two workers on nothing that is kept", () => {
  let program: Process;
  before(async () => {
    program = await start("--ephemeral");
  });

  const privateFolders = () =>
    ["/dev/shm", tmpdir()]
      .filter((place) => existsSync(place))
      .flatMap((place) => readdirSync(place).map((name) => join(place, name)))
      .filter((path) => new RegExp(`/rolecall-\\d+-${program.child.pid}-`).test(path));

  test("a reset holds for both when it is answered, and leads back to the seed", async () => {
    const [place, ...others] = privateFolders();
    assert.ok(place !== undefined && others.length === 0);
    const clients = clientsOf(program, 8);
    assert.equal((await clients[0]!.call(iam("CreateUser", { UserName: "gone" }), KEY)).status, 200);
    const { text } = await clients[1]!.call({ Action: "GetSessionToken", Version: "2011-06-15" }, KEY);
    const tag = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
    const session = {
      accessKeyId: tag("AccessKeyId"),
      secretAccessKey: tag("SecretAccessKey"),
      sessionToken: tag("SessionToken"),
    };
    for (const client of clients) assert.equal((await client.call(IDENTITY, session)).status, 200);
    const resets = clients.slice(0, 3).map((client) => client.ask("POST", "/_rolecall/reset"));
    for (const { status } of await Promise.all(resets)) assert.equal(status, 204);
    for (const client of clients) {
      assert.equal((await client.call(iam("GetUser", { UserName: "gone" }), KEY)).status, 404);
      assert.equal((await client.call(IDENTITY, session)).status, 403);
      assert.equal((await client.call(IDENTITY, KEY)).status, 200);
    }
    const kept = readdirSync(place).filter((name) => name.endsWith(".db"));
    assert.deepEqual(kept, ["rolecall-4.db"]);
    for (const client of clients) client.close();
  });

  test("when the parent is killed the workers end, the port is free and nothing is left", async () => {
    const workers = readFileSync(`/proc/${program.child.pid}/task/${program.child.pid}/children`, "utf8");
    const ids = workers.trim().split(" ").map(Number);
    assert.equal(ids.length, 2);
    program.child.kill("SIGKILL");
    await until(() => !ids.some(isAlive), "they end");
    await program.ended;
    assert.deepEqual(privateFolders(), []);
    const server = createServer().listen(Number(new URL(program.endpoint).port), "127.0.0.1");
    await until(() => server.listening, "the port is free");
    server.close();
  });
});
