import type { AuditEvent, AuditEvents } from "@rolecall/operations";
import { wantedEvents } from "@rolecall/services/rolecall";
import type { EventConditions } from "./event-fields.ts";

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
export async function findEvents(
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
