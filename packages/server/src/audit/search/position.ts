import { PositionError } from "@rolecall/operations";

/** Where a search stopped: what it has not looked at yet ends there, in each volume. */
export interface Position {
  /** Nothing newer is part of the search, whatever was written since it began. Milliseconds since 1970. */
  readonly toMs: number;
  /** Nothing that is left is newer. */
  readonly newestMs: number;
  /** Of volumes that were begun and may have more; 0: of those that are over. */
  readonly ends: ReadonlyMap<string, number>;
}

export function formatPosition({ toMs, newestMs, ends }: Position): string {
  return JSON.stringify([toMs, newestMs, [...ends]]);
}

/** @throws PositionError */
export function parsePosition(text: string): Position {
  try {
    const [toMs, newestMs, ends] = JSON.parse(text);
    if (!Number.isSafeInteger(toMs) || !Number.isSafeInteger(newestMs)) throw new PositionError();
    const parsed = new Map<string, number>(ends);
    for (const end of parsed.values())
      if (!(Number.isSafeInteger(end) && end >= 0)) throw new PositionError();
    return { toMs, newestMs, ends: parsed };
  } catch {
    throw new PositionError();
  }
}
