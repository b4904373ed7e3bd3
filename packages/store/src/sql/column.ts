/** Sorts of columns: what a property of a record is in the database, and how one becomes the other. */
import type { EpochMilliseconds } from "../records/identifier.ts";

/** Text compares by bytes. A flag is 0 or 1, since not every engine has booleans; a time is whole milliseconds. */
export type ColumnKind = "text" | "json" | "integer" | "time" | "flag" | "blob";

/** What engines take and give. Null stands for a property that is absent. */
export type Held = string | number | Uint8Array | null;

/** `Holding` is `AsIs` where a value is held as it is; `encode` and `decode` are absent then. */
export interface Column<Value, Holding = Held | AsIs, IsOptional = boolean> {
  readonly kind: ColumnKind;
  readonly isOptional: IsOptional;
  encode?(value: Value): Holding;
  decode?(held: Holding): Value;
  /** Of JSON: whether what was parsed is of the form that this column writes. */
  isWellFormed?(parsed: unknown): boolean;
}

export interface AsIs {
  readonly asIs: true;
}

export function text<Value extends string>(): Column<Value, AsIs, false> {
  return { kind: "text", isOptional: false };
}

export function integer<Value extends number = number>(): Column<Value, AsIs, false> {
  return { kind: "integer", isOptional: false };
}

export function time(): Column<EpochMilliseconds, AsIs, false> {
  return { kind: "time", isOptional: false };
}

export function blob(): Column<Uint8Array, AsIs, false> {
  return { kind: "blob", isOptional: false };
}

export function flag(): Column<boolean, number, false> {
  return { kind: "flag", isOptional: false, encode: (is) => (is ? 1 : 0), decode: (held) => held === 1 };
}

/** For what is never searched. */
export function json<Value>(): Column<Value, string, false> {
  return { kind: "json", isOptional: false, encode: JSON.stringify, decode: JSON.parse };
}

const EMPTY = "[]";

/** A list that is mostly empty: nothing is written or read for one that is, and all of them are one. */
export function list<Item>(): Column<readonly Item[], string, false> {
  const none: readonly Item[] = Object.freeze([]);
  return {
    ...json(),
    encode: (items) => (items.length === 0 ? EMPTY : JSON.stringify(items)),
    decode: (held) => (held === EMPTY ? none : JSON.parse(held)),
    isWellFormed: Array.isArray,
  };
}

/** An object by its entries: a key called `__proto__` must come back as one. */
export function entries<Value>(): Column<Readonly<Record<string, Value>>, string, false> {
  return {
    ...json(),
    encode: (value) => JSON.stringify(Object.entries(value)),
    decode: (held) => Object.fromEntries(JSON.parse(held) as [string, Value][]),
    isWellFormed: (parsed) => Array.isArray(parsed) && parsed.every(isEntry),
  };
}

function isEntry(each: unknown): boolean {
  return Array.isArray(each) && each.length === 2 && typeof each[0] === "string";
}

export function optional<Value, Holding>(
  column: Column<Value, Holding, false>,
): Column<Value, Holding, true> {
  return { ...column, isOptional: true };
}
