import { randomBytes, randomUUID } from "node:crypto";
import type { ProgramSurroundings } from "../program.ts";
import type { CommandIo } from "./command.ts";

/** The one place where clock and randomness come from. */
export function openSurroundings({ stderr }: CommandIo): ProgramSurroundings {
  return {
    clock: Date.now,
    random: randomBytes,
    newId: randomUUID,
    processId: process.pid,
    logError: (message) => stderr.write(`${new Date().toISOString()} ${message}\n`),
  };
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
