/** Test files, several after one another in a process: most of what a file takes by itself is to load the house anew. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Counts, NO_COUNTS, type Told } from "./messages.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** The longest file takes three minutes; what hangs is to fail by its name, and not to hold up who waits for all. */
const FILE_LIMIT_MS = 600_000;

/** What came of a file. */
export interface FileOutcome {
  readonly file: string;
  readonly counts: Counts;
  /** What its tests and its process printed. */
  readonly text: string;
  /** Of what failed, in full; empty where nothing did. */
  readonly failures: string;
  readonly seconds: number;
}

export interface RunOptions {
  /** Processes at a time. */
  readonly width: number;
  readonly environment: NodeJS.ProcessEnv;
  onOutcome(outcome: FileOutcome): void;
}

/** Runs groups of files, each group in a process, until all are done. */
export async function runGroups(groups: readonly (readonly string[])[], options: RunOptions): Promise<void> {
  const waiting = [...groups];
  const lanes = Array.from({ length: options.width }, async () => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift())
      await runGroup(group, options);
  });
  await Promise.all(lanes);
}

async function runGroup(files: readonly string[], { environment, onOutcome }: RunOptions): Promise<void> {
  let worker: ChildProcess | undefined;
  for (const file of files) {
    worker ??= startWorker(environment);
    let outcome = await runFile(worker, file);
    if (outcome === "not here") {
      worker = startWorker(environment);
      outcome = await runFile(worker, file);
    }
    if (outcome !== "not here") onOutcome(outcome);
    // One that was ended by a file takes no other.
    if (!worker.connected) worker = undefined;
  }
  worker?.disconnect();
}

function startWorker(environment: NodeJS.ProcessEnv): ChildProcess {
  const execArgv = ["-C", "@rolecall/source"];
  return fork(WORKER, { execArgv, env: environment, silent: true, serialization: "advanced" });
}

function runFile(worker: ChildProcess, file: string): Promise<FileOutcome | "not here"> {
  const startedAt = performance.now();
  const { promise, resolve } = Promise.withResolvers<FileOutcome | "not here">();
  const listening = new AbortController();
  let text = "";
  let failures = "";
  const stop = () => {
    listening.abort();
    clearTimeout(timer);
  };
  const end = (counts: Counts) => {
    stop();
    resolve({ file, counts, text, failures, seconds: (performance.now() - startedAt) / 1000 });
  };
  const print = (chunk: Buffer) => {
    text += chunk;
  };
  const hear = (told: Told) => {
    if (told.kind === "report") text += told.text;
    else if (told.kind === "failures") failures += told.text;
    else if (told.kind === "end") end(told.counts);
    else {
      stop();
      resolve("not here");
    }
  };
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    worker.kill("SIGKILL");
  }, FILE_LIMIT_MS);
  const close = (code: number | null, signal: string | null) => {
    const why = isLate ? `${FILE_LIMIT_MS / 1000} s were over` : `its process ended (${signal ?? code})`;
    failures += `✖ ${file}: ${why} before its tests had\n${text}`;
    end({ ...NO_COUNTS, tests: 1, failed: 1 });
  };
  listen(worker, { print, hear, close }, listening.signal);
  worker.send(file);
  return promise;
}

interface Listeners {
  print(chunk: Buffer): void;
  hear(told: Told): void;
  close(code: number | null, signal: string | null): void;
}

function listen(worker: ChildProcess, { print, hear, close }: Listeners, signal: AbortSignal): void {
  worker.stdout?.on("data", print);
  worker.stderr?.on("data", print);
  worker.on("message", hear);
  worker.on("close", close);
  signal.addEventListener("abort", () => {
    worker.stdout?.off("data", print);
    worker.stderr?.off("data", print);
    worker.off("message", hear);
    worker.off("close", close);
  });
}
