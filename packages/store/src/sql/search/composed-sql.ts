/**
 * SQL that is put together while Rolecall runs, for what no list of statements can foresee: filters that people choose.
 *
 * INVARIANT: its text comes out of template literals of this folder alone; whatever is put into one is another such text or, a
 * string as much as a number, a parameter. It is plain SQL that each engine knows (plain-search.test.ts).
 */
import type { Held } from "../column.ts";

/** Between two pieces stands a parameter. */
export interface ComposedSql {
  readonly pieces: readonly string[];
  readonly values: readonly Held[];
}

export function sql(texts: TemplateStringsArray, ...parts: readonly (ComposedSql | Held)[]): ComposedSql {
  const pieces = [texts[0]!];
  const values: Held[] = [];
  for (const [place, part] of parts.entries()) {
    const after = texts[place + 1]!;
    if (isComposed(part)) {
      const [first, ...others] = part.pieces;
      pieces.push(pieces.pop()! + first!, ...others);
      pieces.push(pieces.pop()! + after);
      values.push(...part.values);
    } else {
      pieces.push(after);
      values.push(part);
    }
  }
  return { pieces, values };
}

function isComposed(part: ComposedSql | Held): part is ComposedSql {
  return typeof part === "object" && part !== null && "pieces" in part;
}

/** @param between such as sql` and ` */
export function joined(all: readonly ComposedSql[], between: ComposedSql): ComposedSql {
  return all.reduce((before, each) => sql`${before}${between}${each}`);
}

/** The text as an engine takes it. @param placeholder of a parameter, by its place from 1 */
export function textOf({ pieces }: ComposedSql, placeholder: (place: number) => string): string {
  return pieces.reduce((before, piece, place) => `${before}${placeholder(place)}${piece}`);
}
