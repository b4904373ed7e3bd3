import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../packages/server/bin/main.js", import.meta.url));
const START_TIMEOUT_MS = 30_000;

/** Rolecall in a process of its own, started as `npm start` starts it. */
export interface ChildInstallation {
  readonly endpoint: string;
  /** All that it has printed. */
  printed(): string;
  /** Sends a signal and does not wait: SIGSTOP pauses it, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs one command to its end. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/** @throws Error with what was printed where it ends before it listens. */
export async function startChild(args: readonly string[]): Promise<ChildInstallation> {
  const child = spawnRolecall(["start", "--port", "0", ...args]);
  let printed = "";
  const listening = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      // Left running it would keep its test from ending.
      child.kill("SIGKILL");
      reject(new Error(`It does not listen: ${printed}`));
    }, START_TIMEOUT_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      reject(new Error(`It ended: ${printed}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        printed += chunk;
        // The last words of the greeting: everything before them has been printed.
        const endpoint = /listens on (\S+)[\s\S]*\nUse it[\s\S]*\n$/.exec(printed)?.[1];
        if (endpoint === undefined) return;
        clearTimeout(timer);
        resolve(endpoint);
      });
    }
  });
  return {
    endpoint: await listening,
    printed: () => printed,
    signal: (signal) => void child.kill(signal),
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      }
      return child.exitCode;
    },
  };
}

export async function runRolecall(args: readonly string[]): Promise<CommandResult> {
  const child = spawnRolecall(args);
  // A command that should end and does not must not keep its test waiting.
  const timer = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "close");
  clearTimeout(timer);
  return { code, output };
}

function spawnRolecall(args: readonly string[]): ChildProcess {
  const environment = { ...process.env };
  delete environment.ROLECALL_MASTER_KEY;
  delete environment.ROLECALL_DATABASE;
  return spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
