import type { WhyQuestion } from "./why-link.ts";

/** A condition key and its value; several values stand with commas between them. */
export interface ContextRow {
  readonly key: string;
  readonly value: string;
}

export function rowsOf(context: WhyQuestion["context"]): readonly ContextRow[] {
  return Object.entries(context ?? {}).map(([key, values]) => ({ key, value: values.join(", ") }));
}

/** Rows without a key are passed over; undefined where none has one. */
export function contextOf(rows: readonly ContextRow[]): WhyQuestion["context"] {
  const entries = rows
    .filter(({ key }) => key.trim() !== "")
    .map(({ key, value }) => [
      key.trim(),
      value
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
