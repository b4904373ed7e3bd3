import { setTimeout as wait } from "node:timers/promises";
import type { AuditEvent } from "@rolecall/operations";
import { type Command, EXIT_OK } from "../command.ts";
import { AUDIT_TAIL_OPTIONS } from "../options/audit-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { untilToldToStop } from "../process.ts";
import { type EventSource, openEventSource } from "./event-source.ts";
import { newestEvents } from "./newest-events.ts";
import { printEvents, readLines } from "./print-events.ts";
import { DENIED } from "./read-conditions.ts";

const HISTORY_MS = 90 * 24 * 3_600_000;
const LOOK_EVERY_MS = 1_000;
/** So far back new lines are looked for: a record is written when its request ends, and tells when it began. */
const OVERLAP_MS = 60_000;
/** Of those that come between two looks; what a burst has more is passed over by the screen too. */
const MOST_AT_ONCE = 10_000;

/** `rolecall audit tail`: the newest events, and what happens from then on. */
export const tailEvents: Command = async (args, io) => {
  const { values, positionals } = parseOptions(AUDIT_TAIL_OPTIONS, args);
  refusePositionals(positionals);
  const limit = readLines(values.lines);
  const source = openEventSource(values, { Filters: values.denied ? [DENIED] : [] }, io);
  const events = await newestEvents(source, { fromMs: Date.now() - HISTORY_MS, limit });
  const print = (each: readonly AuditEvent[]) => printEvents(each, values, io);
  print(events);
  if (values.follow) await follow(source, { events, print, stopped: untilToldToStop(io) });
  return EXIT_OK;
};

interface Following {
  /** Those that were printed. */
  readonly events: readonly AuditEvent[];
  readonly print: (events: readonly AuditEvent[]) => void;
  readonly stopped: Promise<unknown>;
}

async function follow(source: EventSource, { events, print, stopped }: Following): Promise<void> {
  let isStopped = false;
  const end = stopped.then(() => {
    isStopped = true;
  });
  // What was there before and not printed is not new.
  const begunMs = Date.now() - OVERLAP_MS;
  let seen = idsOf([...(await newestEvents(source, { fromMs: begunMs, limit: MOST_AT_ONCE })), ...events]);
  for (;;) {
    await Promise.race([end, wait(LOOK_EVERY_MS)]);
    if (isStopped) return;
    const found = await newestEvents(source, { fromMs: Date.now() - OVERLAP_MS, limit: MOST_AT_ONCE });
    print(found.filter(({ record }) => !seen.has(record.eventID)));
    seen = idsOf(found);
  }
}

function idsOf(events: readonly AuditEvent[]): ReadonlySet<string | undefined> {
  return new Set(events.map(({ record }) => record.eventID));
}
