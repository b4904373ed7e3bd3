/** Searches over plain lists: what engines are compared with. */
import type { SearchCondition, SearchPage, SearchRequest, SearchValue } from "../src/records/search.ts";

/** What a row is found by: a number that is not there is undefined, and what a row has several of is a list. */
export type NaiveValue = string | readonly string[] | number | undefined | boolean;

export interface NaiveSearched<Property extends string, Row> {
  readonly rows: readonly Row[];
  read(row: Row, property: Property): NaiveValue;
  /** What breaks ties. */
  tieOf(row: Row): string;
  /** Equality, where it is not that of folded texts. */
  /** How texts are compared, where it is not without regard to case. */
  readonly folds?: { readonly [Name in Property]?: (text: string) => string };
  /** Whether a row has the text in something else than a property. */
  readonly hasText?: (row: Row) => boolean;
  readonly equals?: { readonly [Name in Property]?: (row: Row, value: string) => boolean };
}

export function naiveSearch<Property extends string, Row>(
  { rows, read, tieOf, equals = {}, folds = {}, hasText = () => false }: NaiveSearched<Property, Row>,
  { conditions, text, sortBy, isDescending, offset, limit }: SearchRequest<Property, string>,
): SearchPage<Row> {
  const holds = (row: Row, { property, operator, value }: SearchCondition<Property>) => {
    const isSo = operator.endsWith("=") ? equals[property] : undefined;
    if (isSo !== undefined) return isSo(row, value as string) === (operator === "=");
    return compare(read(row, property), operator, value, folds[property]);
  };
  const found = rows
    .filter((row) => conditions.every((condition) => holds(row, condition)))
    .filter(
      (row) =>
        text === undefined ||
        hasText(row) ||
        text.properties.some((property) => compare(read(row, property), ":", text.value, folds[property])),
    )
    .toSorted((one, other) => {
      const [a, b] = [one, other].map((row) => orderOf(read(row, sortBy)));
      const order = a === b ? 0 : (a! < b! ? -1 : 1) * (isDescending ? -1 : 1);
      return order === 0 ? (tieOf(one) < tieOf(other) ? -1 : 1) : order;
    });
  return { found: found.slice(offset, offset + limit), count: found.length };
}

const lower = (text: string) => text.toLowerCase();

function compare(actual: NaiveValue, operator: string, value: SearchValue, fold = lower): boolean {
  if (operator === "<" || operator === ">") {
    if (actual === undefined) return false;
    return operator === "<" ? actual < value : actual > value;
  }
  if (operator.startsWith("!")) return !compare(actual, operator.slice(1), value, fold);
  if (typeof actual === "boolean") return actual === value;
  const texts = (Array.isArray(actual) ? actual : [actual]) as string[];
  const wanted = fold(value as string);
  return texts.some((each) => (operator === "=" ? fold(each) === wanted : fold(each).includes(wanted)));
}

function orderOf(value: NaiveValue): string | number {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? value.toLowerCase() : ((value as number | undefined) ?? -1);
}
