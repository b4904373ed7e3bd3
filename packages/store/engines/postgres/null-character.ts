/** PostgreSQL takes no NUL in a text, not even to compare with: what holds one is asked for without it, or not at all. */
import type { CompiledStatement } from "../../src/sql/statement.ts";

const NUL = "\0";

/** Of a list: what comes behind this text. No row holds a NUL, so that the same rows come behind what stands before it. */
const BEHIND = "after";

/**
 * The values as the database takes them; undefined where no row can be meant, since none equals or begins with what holds a NUL.
 * What is inserted passes as it is: nothing that is written gets this far with one.
 */
export function withoutNul(
  { sql, parameters }: CompiledStatement,
  values: readonly unknown[],
): readonly unknown[] | undefined {
  if (!values.some(holdsNul) || sql.startsWith("insert ")) return values;
  const cut = values.map((value, place) =>
    holdsNul(value) && parameters[place] === BEHIND ? value.slice(0, value.indexOf(NUL)) : value,
  );
  return cut.some(holdsNul) ? undefined : cut;
}

function holdsNul(value: unknown): value is string {
  return typeof value === "string" && value.includes(NUL);
}
