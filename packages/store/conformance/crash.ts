/**
 * Kills writers with SIGKILL at random moments, again and again on the same data, and checks after each kill that
 * every acknowledged write is there, that none is half there, and that counts and revisions agree with them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Store } from "../src/store.ts";
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

/** An engine on data that outlives its process. */
export interface CrashedEngine {
  /** Of Node: runs a program that calls `writeUntilKilled` with the two arguments that come after these. */
  readonly writerArguments: readonly string[];
  readonly open: () => Promise<Store>;
  /** Before the data is opened again. @throws Error where the engine finds it broken */
  readonly assertIntegrity: () => void;
}

/** Every other round has two processes on the data, both killed. */
export async function crash(rounds: number, engine: CrashedEngine): Promise<CrashReport> {
  // Every writer, since one may have written without ever having been told.
  const acknowledged = new Map(Array.from({ length: WRITERS }, (_, writer) => [writer, 0]));
  await whileOpen(engine, (store) => store.write((tx) => tx.accounts.insert(account(1))));
  let committedUntold = 0;
  for (let round = 0; round < rounds; round++) {
    await runRound(engine, round % 2 === 0 ? 1 : 2, acknowledged);
    engine.assertIntegrity();
    committedUntold += await whileOpen(engine, (store) => checkAfterCrash(store, acknowledged));
  }
  const writes = [...acknowledged.values()].reduce((sum, each) => sum + each, 0);
  return { rounds, acknowledgedWrites: writes - committedUntold, committedUntold };
}

async function whileOpen<Result>(
  engine: CrashedEngine,
  act: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await engine.open();
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

async function runRound(
  engine: CrashedEngine,
  processes: number,
  acknowledged: Map<number, number>,
): Promise<void> {
  const writersEach = WRITERS / processes;
  const running = Array.from({ length: processes }, (_, index) => {
    const first = index * writersEach;
    return startWriter([...engine.writerArguments, `${first}`, `${first + writersEach - 1}`], acknowledged);
  });
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

function startWriter(args: readonly string[], acknowledged: Map<number, number>): RunningWriter {
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
