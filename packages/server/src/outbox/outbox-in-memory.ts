import type { ReadableOutbox } from "./outbox-folder.ts";
import { formatLetter, MAX_LETTERS, type StoredLetter } from "./stored-letter.ts";

/**
 * The outbox of an installation that keeps nothing. Past its limit the oldest go.
 * @param clock milliseconds since 1970
 */
export function createOutboxInMemory(clock: () => number): ReadableOutbox {
  const kept: string[] = [];
  return {
    async deliver(letter) {
      kept.push(formatLetter({ at: new Date(clock()).toISOString(), ...letter }));
      if (kept.length > MAX_LETTERS) kept.shift();
    },
    letters: async () => kept.map((text) => JSON.parse(text) as StoredLetter),
  };
}
