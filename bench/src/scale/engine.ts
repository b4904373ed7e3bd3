/** Where an installation lies, and how the program is started on it. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadOptions, type LoadReport, recordBatches } from "@rolecall/store/bulk";
import { loadPostgres } from "@rolecall/store/postgres";
import { loadSqlite } from "@rolecall/store/sqlite";
import { administer, createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import { type Launched, launch } from "../launch.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { MASTER_KEY, populate } from "./population.ts";
import { restartServer } from "./restart-server.ts";
import type { Size } from "./size.ts";

/** An installation that was loaded. */
export interface Loaded {
  readonly size: Size;
  readonly loadMs: number;
  readonly rows: number;
  readonly bytesOnDisk: number;
  /** The program, listening. */
  start(): Promise<Launched>;
}

export interface Engine {
  load(size: Size): Promise<Loaded>;
  /** The database has read nothing yet, and the machine keeps nothing of it. Programs have to be ended before. */
  cool(): Promise<void>;
  close(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../bin/main.js", import.meta.resolve("@rolecall/server")));

function launchProgram(folder: string, more: readonly string[]): Promise<Launched> {
  return launch({
    command: process.execPath,
    args: ["-C", "@rolecall/source", MAIN, "start", "--port", "0", "--data", folder, ...more],
    folder,
    group: "bench",
    environment: { ROLECALL_MASTER_KEY: MASTER_KEY },
  });
}

/** What is sealed is sealed before: that is the installation's making, and not its load. */
async function timeLoad(size: Size, load: (batches: LoadOptions["batches"]) => Promise<LoadReport>) {
  const records = populate(size);
  const startMs = performance.now();
  const report = await load(recordBatches(records));
  const rows = [...report.rows.values()].reduce((sum, count) => sum + count, 0);
  return { loadMs: performance.now() - startMs, rows };
}

async function openSqlite(folder: string): Promise<Engine> {
  return {
    async load(size) {
      const own = await mkdtemp(join(folder, "sqlite-"));
      const file = join(own, "rolecall.db");
      const timed = await timeLoad(size, (batches) => loadSqlite({ file, batches }));
      const { size: bytesOnDisk } = await stat(file);
      return { size, ...timed, bytesOnDisk, start: () => launchProgram(own, []) };
    },
    cool: async () => forgetPages(),
    close: async () => {},
  };
}

async function openPostgres(folder: string): Promise<Engine> {
  const server = await startBenchDatabase();
  let endServer = () => server.stop();
  return {
    async load(size) {
      const own = await mkdtemp(join(folder, "postgres-"));
      const { url } = await createDatabase();
      const timed = await timeLoad(size, (batches) => loadPostgres({ url, batches }));
      const [row] = await administer(url, "select pg_database_size(current_database()) as bytes");
      return {
        size,
        ...timed,
        bytesOnDisk: Number(row?.bytes),
        start: () => launchProgram(own, ["--database", url]),
      };
    },
    async cool() {
      endServer = await restartServer(server.url, forgetPages);
    },
    close: () => endServer(),
  };
}

/** What was changed has to be on the disk before. https://docs.kernel.org/admin-guide/sysctl/vm.html#drop-caches @throws Error where the machine does not let us */
function forgetPages(): void {
  execFileSync("sync");
  writeFileSync("/proc/sys/vm/drop_caches", "3");
}

const OPENERS: ReadonlyMap<string, (folder: string) => Promise<Engine>> = new Map([
  ["sqlite", openSqlite],
  ["postgres", openPostgres],
]);

export const ENGINE_NAMES: readonly string[] = [...OPENERS.keys()];

/** Opens an engine with a folder of its own for as long as `use` takes. */
export async function withEngine(name: string, use: (engine: Engine) => Promise<void>): Promise<void> {
  const open = OPENERS.get(name);
  if (open === undefined) throw new Error(`scale: --engine ${ENGINE_NAMES.join("|")}`);
  const folder = await mkdtemp(join(tmpdir(), "rolecall-scale-"));
  try {
    const engine = await open(folder);
    try {
      await use(engine);
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
