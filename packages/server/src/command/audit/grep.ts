import { Mistake } from "../../mistake.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { AUDIT_GREP_OPTIONS } from "../options/audit-options.ts";
import { parseOptions } from "../options/parse-options.ts";
import { openEventSource } from "./event-source.ts";
import { newestEvents } from "./newest-events.ts";
import { printEvents, readLines } from "./print-events.ts";
import { readConditions } from "./read-conditions.ts";

const DAY_MS = 24 * 3_600_000;
/** Nothing was found. */
const EXIT_NONE = 3;

/** `rolecall audit grep`: the events that have a text, and fields. */
export const grepEvents: Command = async (args, io) => {
  const { values, positionals } = parseOptions(AUDIT_GREP_OPTIONS, args);
  const conditions = readConditions(positionals);
  const limit = readLines(values.lines);
  const fromMs = Date.now() - readDays(values.days) * DAY_MS;
  const source = openEventSource(values, conditions, io);
  const events = await newestEvents(source, { fromMs, limit });
  printEvents(events, values, io);
  if (events.length === limit)
    io.stderr.write(`These are the newest ${limit}; there may be more: --lines, or another condition.\n`);
  return events.length === 0 ? EXIT_NONE : EXIT_OK;
};

function readDays(text: string): number {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > 90) throw new Mistake(`--days: "${text}" is not a whole number from 1 to 90.`);
  return days;
}
