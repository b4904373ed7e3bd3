/** Where an installation lies, and how the program is started on it. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadOptions, type LoadReport, type RecordSource, recordBatches } from "@rolecall/store/bulk";
import { loadPostgres } from "@rolecall/store/postgres";
import { loadSqlite } from "@rolecall/store/sqlite";
import { administer, createDatabase } from "../../../packages/store/engines/postgres/server.test-support.ts";
import { type Launched, launch } from "../launch.ts";
import { startBenchDatabase } from "../postgres-server.ts";
import { MASTER_KEY, populate, principalsOf } from "./population.ts";
import { restartServer } from "./restart-server.ts";
import type { Size } from "./size.ts";

export interface Timed {
  readonly loadMs: number;
  readonly rows: number;
}

/** An installation that was loaded. */
export interface Loaded extends Timed {
  readonly size: Size;
  readonly bytesOnDisk: number;
  /** The program, listening. */
  start(): Promise<Launched>;
}

export interface Engine {
  load(size: Size): Promise<Loaded>;
  /** Loads users, roles and their accounts alone, somewhere where nobody works on them. */
  timePrincipals(size: Size): Promise<Timed>;
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
async function timeLoad(
  records: RecordSource,
  load: (batches: LoadOptions["batches"]) => Promise<LoadReport>,
): Promise<Timed> {
  const startMs = performance.now();
  const report = await load(recordBatches(records));
  const rows = [...report.rows.values()].reduce((sum, count) => sum + count, 0);
  return { loadMs: performance.now() - startMs, rows };
}

async function openSqlite(folder: string): Promise<Engine> {
  const fill = async (records: RecordSource) => {
    const own = await mkdtemp(join(folder, "sqlite-"));
    const file = join(own, "rolecall.db");
    return { own, file, timed: await timeLoad(records, (batches) => loadSqlite({ file, batches })) };
  };
  return {
    async load(size) {
      const { own, file, timed } = await fill(populate(size));
      const { size: bytesOnDisk } = await stat(file);
      return { size, ...timed, bytesOnDisk, start: () => launchProgram(own, []) };
    },
    timePrincipals: async (size) => (await fill(principalsOf(populate(size)))).timed,
    cool: async () => forgetPages(),
    close: async () => {},
  };
}

async function openPostgres(folder: string): Promise<Engine> {
  const server = await startBenchDatabase();
  let endServer = () => server.stop();
  const fill = async (records: RecordSource) => {
    const { url } = await createDatabase();
    return { url, timed: await timeLoad(records, (batches) => loadPostgres({ url, batches })) };
  };
  return {
    async load(size) {
      const own = await mkdtemp(join(folder, "postgres-"));
      const { url, timed } = await fill(populate(size));
      const [row] = await administer(url, "select pg_database_size(current_database()) as bytes");
      return {
        size,
        ...timed,
        bytesOnDisk: Number(row?.bytes),
        start: () => launchProgram(own, ["--database", url]),
      };
    },
    timePrincipals: async (size) => (await fill(principalsOf(populate(size)))).timed,
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
