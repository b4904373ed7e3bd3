import type { AuditEvent } from "@rolecall/operations";
import type { EventSource } from "./event-source.ts";

interface Wanted {
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly limit: number;
}

/** The newest events since a time, the oldest of them first, so that the newest stands last, as in a log. */
export async function newestEvents(
  source: EventSource,
  { fromMs, limit }: Wanted,
): Promise<readonly AuditEvent[]> {
  const found: AuditEvent[] = [];
  let after: string | undefined;
  do {
    const page = await source({ fromMs, limit: limit - found.length, after });
    found.push(...page.events);
    after = page.next;
  } while (after !== undefined && found.length < limit);
  return found.toReversed();
}
