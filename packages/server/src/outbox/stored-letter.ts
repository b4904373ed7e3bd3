import type { Letter } from "@rolecall/operations";

/** A letter as the outbox keeps it, a JSON object. */
export interface StoredLetter extends Letter {
  /** ISO 8601 */
  readonly at: string;
}

/** Letters that are kept; the oldest go. */
export const MAX_LETTERS = 1_000;

/** Of one letter. No operation writes one that is half as long. */
const MAX_LETTER_BYTES = 4_096;

/** @throws Error where a letter is too long: a bug */
export function formatLetter(letter: StoredLetter): string {
  const text = `${JSON.stringify(letter, undefined, 2)}\n`;
  if (Buffer.byteLength(text) > MAX_LETTER_BYTES) throw new Error("A letter is too long for the outbox.");
  return text;
}
