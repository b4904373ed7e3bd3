import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { Mistake } from "../../mistake.ts";

/** What is passed on to a program; the terminal itself tells both of SIGINT and SIGQUIT. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"] as const;
const OF_TERMINALS: ReadonlySet<string> = new Set(["SIGINT", "SIGQUIT"]);

export interface ChildPlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a program with this process's own standard input and output, passes signals on to it, and resolves with its exit status: 128 and the signal's
 * number where one ended it, as shells have it.
 * @throws Mistake where there is no such program, or it may not be run
 */
export async function runChild({ command, args, environment }: ChildPlan): Promise<number> {
  // Signals are heard before there is a child: one that came between the two would end this process and leave the child behind.
  let child: ChildProcess | undefined;
  const stopPassing = hearSignals((signal) => child?.kill(signal));
  try {
    const running = spawn(command, args, { stdio: "inherit", env: environment });
    child = running;
    return await new Promise((resolve, reject) => {
      running.once("error", (error: NodeJS.ErrnoException) => reject(new Mistake(explain(error, command))));
      running.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    stopPassing();
  }
}

function hearSignals(pass: (signal: NodeJS.Signals) => void): () => void {
  const hearing = SIGNALS.map((signal) => {
    const hear = () => {
      if (!(OF_TERMINALS.has(signal) && process.stdin.isTTY)) pass(signal);
    };
    process.on(signal, hear);
    return () => process.off(signal, hear);
  });
  return () => {
    for (const stop of hearing) stop();
  };
}

function explain({ code, message }: NodeJS.ErrnoException, command: string): string {
  if (code === "ENOENT") return `there is no program "${command}".`;
  if (code === "EACCES") return `"${command}" is no program that this user may run.`;
  return `"${command}" cannot be run: ${message}.`;
}
