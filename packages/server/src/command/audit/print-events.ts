import type { AuditEvent } from "@rolecall/operations";
import { Mistake } from "../../mistake.ts";
import type { CommandIo } from "../command.ts";
import { eventLine } from "./event-line.ts";

interface How {
  readonly json: boolean;
  readonly color: boolean | undefined;
}

/** Writes a line an event. */
export function printEvents(
  events: readonly AuditEvent[],
  { json, color }: How,
  { stdout, isColorful }: Pick<CommandIo, "stdout" | "isColorful">,
): void {
  for (const event of events) stdout.write(`${json ? event.text : eventLine(event, color ?? isColorful)}\n`);
}

/** More do not help who reads, and are held in memory. */
const MOST_LINES = 100_000;

/** @throws Mistake */
export function readLines(text: string): number {
  const lines = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (lines < 1 || lines > MOST_LINES)
    throw new Mistake(`--lines: "${text}" is not a whole number from 1 to ${MOST_LINES}.`);
  return lines;
}
