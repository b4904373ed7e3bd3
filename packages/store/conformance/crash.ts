/**
 * Kills writers with SIGKILL at random moments, again and again on the same file, and checks after each kill that
 * every acknowledged write is there, that none is half there, and that counts and revisions agree with them:
 *
 *     node -C @rolecall/source packages/store/conformance/crash.ts --rounds 50
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openSqliteStore } from "../engines/sqlite/index.ts";
import { checkAfterCrash } from "./crash-check.ts";
import { account } from "./families/accounts.ts";

const WRITERS = 16;
const KILL_AFTER_MS_MAX = 300;

export interface CrashReport {
  readonly rounds: number;
  /** Over all rounds. */
  readonly acknowledgedWrites: number;
  /** Kills that came between COMMIT and the line that tells of it. */
  readonly committedUntold: number;
}

/** Every other round has two processes on the file, both killed. */
export async function crash(rounds: number): Promise<CrashReport> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-crash-"));
  const file = join(folder, "store.db");
  // Every writer, since one may have written without ever having been told.
  const acknowledged = new Map(Array.from({ length: WRITERS }, (_, writer) => [writer, 0]));
  try {
    const store = await openSqliteStore({ file });
    await store.write((tx) => tx.accounts.insert(account(1)));
    await store.close();
    let committedUntold = 0;
    for (let round = 0; round < rounds; round++) {
      await runRound(file, round % 2 === 0 ? 1 : 2, acknowledged);
      committedUntold += await checkAfterCrash(file, acknowledged);
    }
    const writes = [...acknowledged.values()].reduce((sum, each) => sum + each, 0);
    return { rounds, acknowledgedWrites: writes - committedUntold, committedUntold };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runRound(file: string, processes: number, acknowledged: Map<number, number>): Promise<void> {
  const writersEach = WRITERS / processes;
  const running = Array.from({ length: processes }, (_, index) =>
    startWriter(file, index * writersEach, acknowledged, writersEach),
  );
  try {
    await Promise.all(running.map((each) => each.firstLine));
    await delay(randomInt(KILL_AFTER_MS_MAX));
  } finally {
    for (const { child } of running) child.kill("SIGKILL");
    await Promise.all(running.map((each) => each.ended));
  }
}

interface RunningWriter {
  readonly child: ChildProcess;
  readonly firstLine: Promise<unknown>;
  /** All it said has been read. */
  readonly ended: Promise<unknown>;
}

function startWriter(
  file: string,
  first: number,
  acknowledged: Map<number, number>,
  writers: number,
): RunningWriter {
  const program = fileURLToPath(new URL("crash-writer.ts", import.meta.url));
  const last = first + writers - 1;
  const args = ["-C", "@rolecall/source", program, file, String(first), String(last)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const [writer, write] = line.split(" ").map(Number);
    if (writer !== undefined && write !== undefined) acknowledged.set(writer, write);
  });
  const ended = once(lines, "close");
  const firstLine = Promise.race([
    once(lines, "line"),
    ended.then(() => Promise.reject(new Error("the writer ended"))),
  ]);
  return { child, firstLine, ended };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "50" } } });
  console.log(JSON.stringify(await crash(Number(values.rounds))));
}
