import { randomBytes, randomUUID } from "node:crypto";
import { networkInterfaces } from "node:os";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import { openStandardOutput } from "../request-log/terminal-output.ts";
import type { CommandIo } from "./command.ts";
import { isForegroundOfScript } from "./script-parent.ts";

/** The one place where clock and randomness come from. */
export function openSurroundings({
  stderr,
  environment,
}: Pick<CommandIo, "stderr" | "environment">): ProgramSurroundings {
  return {
    clock: Date.now,
    random: randomBytes,
    newId: randomUUID,
    processId: process.pid,
    environment,
    interfaces: networkInterfaces(),
    logError: (message) => stderr.write(`${new Date().toISOString()} ${message}\n`),
    openOutput: openStandardOutput,
  };
}

/**
 * Resolves at the first SIGINT or SIGTERM, with its name, or when the npm script that this process is has ended; a second signal
 * ends the process at once.
 */
export function untilToldToStop({ environment }: CommandIo): Promise<NodeJS.Signals | undefined> {
  return new Promise((resolve) => {
    const watch = isForegroundOfScript(environment) ? watchParent(() => stop()) : undefined;
    const stop = (told?: NodeJS.Signals) => {
      clearInterval(watch);
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve(told);
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const WATCH_MS = 200;

/** The system gives an orphan another parent, and tells nobody. */
function watchParent(onGone: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, WATCH_MS).unref();
}
