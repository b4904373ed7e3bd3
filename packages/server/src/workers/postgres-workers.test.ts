import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createDatabase, stopTestServer } from "../../../store/engines/postgres/server.test-support.ts";
import {
  clientsOf,
  figure,
  IDENTITIES,
  IDENTITY,
  iam,
  KEY,
  MAIN,
  type Process,
  SEED,
  startProcess,
  until,
} from "./workers.test-support.ts";

/** Several processes on one machine that share a PostgreSQL database, over real sockets. */
const folder = mkdtempSync(join(tmpdir(), "rolecall-postgres-workers-"));
const seed = join(folder, "seed.json");
writeFileSync(seed, JSON.stringify(SEED));
after(async () => {
  await stopTestServer();
  rmSync(folder, { recursive: true, force: true });
});

const workersOf = ({ child: { pid } }: Process) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);

test("two workers on a database see what the other writes, count together, and are replaced when killed", async () => {
  const { url, drop } = await createDatabase();
  const data = join(folder, "data");
  const options = ["--port", "0", "--workers", "2", "--seed", seed, "--data", data, "--database", url];
  const program = await startProcess(...options);
  assert.match(program.output(), /listens on/, program.output());
  const metrics = async () => {
    const [client] = clientsOf(program, 1);
    // A worker that was just killed may have taken it.
    const { text } = await client!.ask("GET", "/_rolecall/metrics").catch(() => ({ text: "" }));
    client!.close();
    return text;
  };
  const clients = clientsOf(program, 8);
  try {
    for (const client of clients) assert.equal((await client.call(IDENTITY, KEY)).status, 200);
    for (const [at, writer] of clients.slice(0, 2).entries()) {
      const UserName = `user-${at}`;
      assert.equal((await writer.call(iam("CreateUser", { UserName }), KEY)).status, 200);
      for (const reader of clients)
        assert.equal((await reader.call(iam("GetUser", { UserName }), KEY)).status, 200);
    }
    const text = await metrics();
    assert.equal(figure(text, IDENTITIES), 8);
    assert.equal(figure(text, "workers"), 2);
    assert.equal(figure(text, "store_primary_up"), 1);
    const health = JSON.parse((await clients[0]!.ask("GET", "/_rolecall/health")).text);
    assert.deepEqual([health.engine, health.workers, health.primary], ["postgres", 2, "up"]);

    const [killed = 0] = workersOf(program);
    process.kill(killed, "SIGKILL");
    await until(async () => figure(await metrics(), "worker_restarts_total") === 1, "it is replaced");
    await until(async () => figure(await metrics(), "workers") === 2, "both serve");
    assert.ok(!workersOf(program).includes(killed));
    const later = clientsOf(program, 4);
    for (const client of later)
      assert.equal((await client.call(iam("GetUser", { UserName: "user-1" }), KEY)).status, 200);
    for (const client of later) client.close();
  } finally {
    for (const client of clients) client.close();
    program.child.kill();
  }
  assert.equal(await program.ended, 0, program.output());
  await drop();
});

test("who asks whether it is ready is told no while workers wait for a database", async () => {
  const open = new Set<Socket>();
  const silent = createServer((socket) => open.add(socket.on("error", () => {}))).listen(0, "127.0.0.1");
  const free = createServer().listen(0, "127.0.0.1");
  await Promise.all([once(silent, "listening"), once(free, "listening")]);
  const [{ port: databasePort }, { port }] = [silent.address(), free.address()] as AddressInfo[] as [
    AddressInfo,
    AddressInfo,
  ];
  free.close();
  await once(free, "close");
  const database = `postgres://nobody@127.0.0.1:${databasePort}/none?sslmode=disable`;
  const options = ["--port", String(port), "--workers", "2", "--data", join(folder, "waiting")];
  const child = spawn(
    process.execPath,
    ["-C", "@rolecall/source", MAIN, "start", ...options, "--database", database],
    { stdio: "ignore" },
  );
  const ended = once(child, "exit");
  try {
    let answer: Response | undefined;
    const ask = async () => {
      answer = await fetch(`http://127.0.0.1:${port}/_rolecall/ready`).catch(() => undefined);
      return answer !== undefined;
    };
    await until(ask, "the port is open");
    assert.equal(answer?.status, 503);
    assert.deepEqual(await answer?.json(), { ready: false, reason: "It starts." });
    assert.equal(child.exitCode, null, "it still starts");
  } finally {
    child.kill("SIGKILL");
    for (const socket of open) socket.destroy();
    silent.close();
    await ended;
  }
});
