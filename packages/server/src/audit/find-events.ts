import { setImmediate } from "node:timers/promises";
import type { AuditEvent, AuditEvents, AuditRecord } from "@rolecall/operations";
import { wantedEvents } from "@rolecall/services/rolecall";
import type { EventConditions } from "./event-fields.ts";
import { type Line, Lines } from "./search/lines.ts";
import type { Volume, Volumes } from "./search/volume.ts";
import type { AuditTrail } from "./trail.ts";

/** What is looked for in the events of all accounts. */
export interface EventsAsked extends EventConditions {
  /** Milliseconds since 1970; events have whole seconds. */
  readonly fromMs: number;
  /** So many at most, the newest. */
  readonly limit: number;
}

export interface EventsFound {
  /** The oldest of them first. */
  readonly events: readonly AuditEvent[];
  /** Whether there may be older ones that are wanted too. */
  readonly hasMore: boolean;
}

/** Of what is found at once, in UTF-16 code units: it is all in memory before it is sent. */
const MOST_TEXT = 16 * 1024 * 1024;

/**
 * The newest events that are wanted, whichever account they belong to: for who runs an installation that keeps nothing. What it costs is bounded by
 * what such a one remembers, and other requests are answered in between.
 */
export function findEvents(
  { events, volumes }: Pick<AuditTrail, "events" | "volumes">,
  asked: EventsAsked,
): Promise<EventsFound> {
  return volumes === undefined ? searchEvents(events, asked) : walkVolumes(volumes, asked);
}

async function searchEvents(
  audit: AuditEvents,
  { fromMs, limit, ...conditions }: EventsAsked,
): Promise<EventsFound> {
  const search = { ...wantedEvents(conditions), from: fromMs, to: Number.MAX_SAFE_INTEGER };
  const found: AuditEvent[] = [];
  let length = 0;
  let after: string | undefined;
  do {
    const page = await audit.search({ ...search, limit: limit - found.length, after });
    for (const event of page.events) {
      length += event.text.length;
      if (length > MOST_TEXT) return { events: found.toReversed(), hasMore: true };
      found.push(event);
    }
    after = page.next;
  } while (after !== undefined && found.length < limit);
  return { events: found.toReversed(), hasMore: after !== undefined };
}

/**
 * What lies in memory, from what was recorded last to what was recorded first. INVARIANT: no time decides where to look: somebody may have moved
 * the clock, and back, between any two events.
 */
async function walkVolumes(
  volumes: Volumes,
  { fromMs, limit, ...conditions }: EventsAsked,
): Promise<EventsFound> {
  const { texts, isWanted } = wantedEvents(conditions);
  const sought = texts.map((text) => Buffer.from(text));
  const found: AuditEvent[] = [];
  let length = 0;
  for (const volume of (await volumes.list()).toReversed()) {
    for (const { bytes, at } of linesBack(await readWhole(volume), sought)) {
      const text = bytes.toString("utf8");
      const record = at < fromMs ? undefined : (JSON.parse(text) as AuditRecord);
      if (record === undefined || !isWanted(record)) continue;
      length += text.length;
      if (found.length === limit || length > MOST_TEXT) return { events: found.toReversed(), hasMore: true };
      found.push({ text, record, at });
    }
    // Requests come first: who asks is in no hurry.
    await setImmediate();
  }
  return { events: found.toReversed(), hasMore: false };
}

/** A piece of memory as it is: what is written to it later stands behind what was read. */
async function readWhole(volume: Volume): Promise<Buffer> {
  const opened = await volume.open();
  if (opened === undefined) return Buffer.alloc(0);
  try {
    return await opened.read(0, opened.size);
  } finally {
    await opened.close();
  }
}

function* linesBack(bytes: Buffer, texts: readonly Buffer[]): Iterable<Line> {
  const lines = new Lines(bytes, texts);
  for (let line = lines.previous(); line !== undefined; line = lines.previous()) yield line;
}
