/** The program on a port of its own, in the process of a test. */

import { randomBytes, randomUUID } from "node:crypto";
import { readConfiguration } from "./configuration.ts";
import type { ProgramSurroundings } from "./program/surroundings.ts";
import { type Program, startProgram } from "./program.ts";
import { openStandardOutput } from "./request-log/terminal-output.ts";

/**
 * Starts the program as its command line does, on a port that is free.
 * @param surroundings what a test watches or turns; the rest is the machine's.
 */
export function startTestProgram(
  args: readonly string[],
  surroundings: Pick<ProgramSurroundings, "logError"> & Partial<ProgramSurroundings>,
): Promise<Program> {
  return startProgram(readConfiguration(["--port", "0", ...args], surroundings.environment ?? {}), {
    clock: Date.now,
    random: randomBytes,
    newId: randomUUID,
    processId: process.pid,
    environment: {},
    interfaces: {},
    openOutput: openStandardOutput,
    ...surroundings,
  });
}
