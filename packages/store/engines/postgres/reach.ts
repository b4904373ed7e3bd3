/**
 * Which rows a statement may read or change, as far as its SQL tells: two statements that cannot meet in a row may run in either
 * order.
 */
import type { CompiledStatement } from "../../src/sql/statement.ts";

export interface Reach {
  readonly tables: readonly string[];
  /** The value that all of the rows have in a column: by the column's name, the place of the parameter, from 0. */
  readonly fixed: ReadonlyMap<string, number>;
}

/** A statement with what it was asked with. */
export interface Reaching {
  readonly reach: Reach;
  readonly values: readonly unknown[];
}

const NOTHING_FIXED: ReadonlyMap<string, number> = new Map();
const TABLE = /\b(?:from|join|into|update) "(\w+)"/g;
const INSERT =
  /^insert into "\w+" \((?<columns>[^()]+)\) values \((?<values>[^()]+)\)(?: on conflict \((?<key>[^()]+)\) .+)?$/;
const ONE_TABLE =
  /^(?:select .+? from|delete from|update) "\w+"(?: set (?<set>.+?))?(?: where (?<where>.+))?$/;
const EQUALITY = /^"(?<column>\w+)" = \$(?<place>\d+)$/;
const SET_COLUMN = /"(\w+)" = /g;

const known = new WeakMap<CompiledStatement, Reach>();

/** INVARIANT: what is not understood is fixed in nothing: it may meet all else that is about one of its tables. */
export function reachOf(compiled: CompiledStatement): Reach {
  const before = known.get(compiled);
  if (before !== undefined) return before;
  const { sql } = compiled;
  const tables = [...new Set([...sql.matchAll(TABLE)].map(([, table]) => table!))];
  if (tables.length === 0) throw new Error(`which table is it about: ${sql}`);
  const reach = { tables, fixed: tables.length === 1 ? fixedIn(sql) : NOTHING_FIXED };
  known.set(compiled, reach);
  return reach;
}

export function mayMeet(one: Reaching, other: Reaching): boolean {
  if (!one.reach.tables.some((table) => other.reach.tables.includes(table))) return false;
  for (const [column, place] of one.reach.fixed) {
    const there = other.reach.fixed.get(column);
    if (there !== undefined && areDifferent(one.values[place], other.values[there])) return false;
  }
  return true;
}

/** Null equals nothing, and what is not a text or a number need not be the same object to be equal. */
function areDifferent(one: unknown, other: unknown): boolean {
  const isComparable = typeof one === "string" || typeof one === "number";
  return isComparable && typeof one === typeof other && one !== other;
}

function fixedIn(sql: string): ReadonlyMap<string, number> {
  const insert = INSERT.exec(sql)?.groups;
  if (insert !== undefined) return fixedByInsert(insert);
  const parts = ONE_TABLE.exec(sql)?.groups;
  const where = parts?.where?.replace(/ (?:order by|limit) .+$/, "");
  if (where === undefined || /\b(?:or|not|case|select|union)\b/.test(where)) return NOTHING_FIXED;
  const fixed = new Map<string, number>();
  for (const condition of where.split(" and ")) {
    const { column, place } = EQUALITY.exec(condition)?.groups ?? {};
    if (column !== undefined) fixed.set(column, Number(place) - 1);
  }
  // A row that gets another value is there under both.
  for (const [, column] of (parts?.set ?? "").matchAll(SET_COLUMN)) fixed.delete(column!);
  return fixed;
}

/** A row that is there already has the key, and may have other values in all else. */
function fixedByInsert({ columns, values, key }: Record<string, string | undefined>): Reach["fixed"] {
  const places = values!.split(", ");
  const names = columns!.split(", ").map((name) => name.slice(1, -1));
  const keys = key?.split(", ").map((name) => name.slice(1, -1));
  const fixed = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const place = /^\$(\d+)$/.exec(places[index]!)?.[1];
    if (place !== undefined && keys?.includes(name) !== false) fixed.set(name, Number(place) - 1);
  }
  return fixed;
}
