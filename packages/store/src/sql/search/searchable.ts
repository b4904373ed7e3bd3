/** What a property of a search is in SQL, and how it is compared. */
import type { SearchCondition, SearchOperator, SearchValue } from "../../records/search.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";

/** How both sides of a comparison are written: the column's by who writes the SQL, the value by this. */
type Fold = (text: string) => string;

interface SearchableText {
  readonly kind: "text";
  readonly of: ComposedSql;
  readonly fold: Fold;
}

/** What a row has several of: asks whether one of them is so. */
interface SearchableTexts {
  readonly kind: "texts";
  equals(value: string): ComposedSql;
  contains(value: string): ComposedSql;
}

/** Null where the row has none. */
interface SearchableNumber {
  readonly kind: "number";
  readonly of: ComposedSql;
}

interface SearchableFlag {
  readonly kind: "flag";
  /** A condition. */
  readonly of: ComposedSql;
}

export type Searchable = SearchableText | SearchableTexts | SearchableNumber | SearchableFlag;

export type Searchables<Property extends string> = Readonly<Record<Property, Searchable>>;

/**
 * INVARIANT: `replace` takes every character for itself, on every engine: there are no patterns to escape, as there are with LIKE,
 * which engines fold differently besides.
 */
export function contains(text: ComposedSql, value: string): ComposedSql {
  return value === "" ? sql`1 = 1` : sql`replace(${text}, ${value}, '') <> ${text}`;
}

/** ASCII alone, as `lower` does it on every engine. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** @throws RangeError where the property has no such operator or takes no such value: who asks has to look before. */
export function conditionOf<Property extends string>(
  searchables: Searchables<Property>,
  { property, operator, value }: SearchCondition<Property>,
): ComposedSql {
  const condition = compare(searchables[property], operator, value);
  if (condition === undefined) throw new RangeError(`${property} ${operator} ${typeof value} is no search`);
  return condition;
}

function compare(
  searchable: Searchable,
  operator: SearchOperator,
  value: SearchValue,
): ComposedSql | undefined {
  const { kind } = searchable;
  if (kind === "flag")
    return typeof value === "boolean" ? compareFlag(searchable.of, operator, value) : undefined;
  if (kind === "number")
    return typeof value === "number" ? compareNumber(searchable.of, operator, value) : undefined;
  return typeof value === "string" ? compareTexts(searchable, operator, value) : undefined;
}

function compareFlag(of: ComposedSql, operator: SearchOperator, value: boolean): ComposedSql | undefined {
  if (operator !== "=" && operator !== "!=") return undefined;
  return value === (operator === "=") ? of : sql`not ${of}`;
}

function compareNumber(of: ComposedSql, operator: SearchOperator, value: number): ComposedSql | undefined {
  if (operator === "<") return sql`${of} < ${value}`;
  if (operator === ">") return sql`${of} > ${value}`;
  return undefined;
}

function compareTexts(
  searchable: SearchableText | SearchableTexts,
  operator: SearchOperator,
  value: string,
): ComposedSql | undefined {
  if (operator === "=") return equalTo(searchable, value);
  if (operator === "!=") return sql`not ${equalTo(searchable, value)}`;
  if (operator === ":") return containedIn(searchable, value);
  if (operator === "!:") return sql`not ${containedIn(searchable, value)}`;
  return undefined;
}

function equalTo(searchable: SearchableText | SearchableTexts, value: string): ComposedSql {
  if (searchable.kind === "texts") return searchable.equals(value);
  return sql`(${searchable.of} = ${searchable.fold(value)})`;
}

/** Texts that the row has. @throws RangeError where the property is none: who asks has to look before. */
export function containedIn(searchable: Searchable, value: string): ComposedSql {
  if (searchable.kind === "texts") return searchable.contains(value);
  if (searchable.kind !== "text") throw new RangeError("text is looked for in texts");
  return sql`(${contains(searchable.of, searchable.fold(value))})`;
}

/** What rows are sorted by: what is not there comes first, on every engine. @throws RangeError where rows have several */
export function orderOf(searchable: Searchable): ComposedSql {
  const { kind } = searchable;
  if (kind === "texts") throw new RangeError("nothing is sorted by what rows have several of");
  if (kind === "flag") return sql`case when ${searchable.of} then 1 else 0 end`;
  return kind === "number" ? sql`coalesce(${searchable.of}, -1)` : searchable.of;
}
