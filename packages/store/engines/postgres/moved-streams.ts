/** What a look at the streams brought, in the order of their numbers. */
import type { SubjectKind } from "../../src/families.ts";

/** A change of a stream that moved; without one where it is not listed. */
export interface MovedRow {
  readonly stream: number;
  /** The stream's number now. */
  readonly head: number;
  readonly seq: number | null;
  readonly kind: SubjectKind | "all" | null;
  readonly id: string | null;
}

interface MovedStream {
  readonly stream: number;
  readonly head: number;
  /** `nth` counts the revisions since what was known, from 1. */
  readonly changes:
    | readonly { readonly nth: number; readonly kind: SubjectKind; readonly id: string }[]
    | "all";
}

/** Only what is newer than what is known: another look may have brought it meanwhile. */
export function movedStreams(
  rows: readonly MovedRow[],
  known: ReadonlyMap<number, number>,
): readonly MovedStream[] {
  const byStream = new Map<number, MovedRow[]>();
  for (const row of rows) {
    if (row.head <= (known.get(row.stream) ?? 0)) continue;
    const of = byStream.get(row.stream);
    if (of === undefined) byStream.set(row.stream, [row]);
    else of.push(row);
  }
  return [...byStream].map(([stream, of]) => {
    const { head } = of[0]!;
    return { stream, head, changes: changesOf(of, known.get(stream) ?? 0) };
  });
}

/** INVARIANT: "all" unless each number between what was known and what is now is listed. */
function changesOf(rows: readonly MovedRow[], known: number): MovedStream["changes"] {
  const changes: { nth: number; kind: SubjectKind; id: string }[] = [];
  let last = known;
  for (const { seq, kind, id } of rows) {
    if (seq === null || seq <= known) continue;
    if (kind === null || id === null || kind === "all" || seq > last + 1) return "all";
    last = seq;
    changes.push({ nth: seq - known, kind, id });
  }
  return last === rows[0]!.head ? changes : "all";
}
