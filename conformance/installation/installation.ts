import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestProgram } from "../../packages/server/src/program.test-support.ts";

/** Rolecall on a port of its own, in this process so that a story can turn the clock. */
export interface TestInstallation {
  readonly endpoint: string;
  readonly dataFolder: string;
  /** Where the data is if not in the folder. */
  readonly databaseUrl?: string | undefined;
  /** What Rolecall and its clients take for the time is ahead of the real one by so much. */
  advanceClock(ms: number): void;
  clockOffsetMs(): number;
  /** What the program reported as going wrong inside. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/** What a story's installation keeps its data in, besides its folder. */
interface StoryDatabase {
  readonly args: readonly string[];
  readonly url?: string;
  drop(): Promise<void>;
}

/** On PostgreSQL, of this process. */
let openDatabases = 0;

/** With ROLECALL_TEST_ENGINE=postgres stories are told on PostgreSQL, but for those that say where the data is. */
async function openDatabase(args: readonly string[]): Promise<StoryDatabase> {
  const says = args.some((arg) => arg === "--ephemeral" || arg === "--database");
  if (says || process.env.ROLECALL_TEST_ENGINE !== "postgres") return { args: [], drop: async () => {} };
  const server = await import("../../packages/store/engines/postgres/server.test-support.ts");
  openDatabases += 1;
  const { url, drop } = await server.createDatabase();
  return {
    args: ["--database", url],
    url,
    async drop() {
      await drop();
      openDatabases -= 1;
      // A server that this process has started would keep it from ending.
      if (openDatabases === 0) await server.stopTestServer();
    },
  };
}

/** Starts an installation with a seed, given as the value that a seed file would hold. */
export async function startInstallation(
  seed: object,
  args: readonly string[] = [],
): Promise<TestInstallation> {
  const dataFolder = mkdtempSync(join(tmpdir(), "rolecall-story-"));
  const seedFile = join(dataFolder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seed));
  let offsetMs = 0;
  const errors: string[] = [];
  const database = await openDatabase(args);
  const given = ["--data", dataFolder, "--seed", seedFile, ...database.args, ...args];
  const program = await startTestProgram(given, {
    clock: () => Date.now() + offsetMs,
    logError: (message) => errors.push(message),
  });
  return {
    endpoint: program.endpoint,
    dataFolder,
    databaseUrl: database.url,
    errors,
    advanceClock(ms) {
      offsetMs += ms;
    },
    clockOffsetMs: () => offsetMs,
    async stop() {
      await program.close();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
