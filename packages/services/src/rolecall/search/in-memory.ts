/** Searches of what is in memory anyway: as the store searches, over a list. */
import type { SearchCondition, SearchPage, SearchRequest, SearchValue } from "@rolecall/store";

export type Property<Row> =
  | { readonly kind: "text"; readonly of: (row: Row) => string }
  | {
      readonly kind: "texts";
      readonly equals: (row: Row, value: string) => boolean;
      readonly contains: (row: Row, value: string) => boolean;
    }
  | { readonly kind: "number"; readonly of: (row: Row) => number | undefined }
  | { readonly kind: "flag"; readonly of: (row: Row) => boolean };

export type Properties<Name extends string, Row> = Readonly<Record<Name, Property<Row>>>;

/**
 * Text is compared without regard to case.
 * @param rows sorted by what breaks ties
 */
export function searchInMemory<Name extends string, Row>(
  rows: readonly Row[],
  properties: Properties<Name, Row>,
  { conditions, text, sortBy, isDescending, offset, limit }: SearchRequest<Name, string>,
): SearchPage<Row> {
  const isFound = (row: Row) =>
    conditions.every((condition) => holds(properties[condition.property], row, condition)) &&
    (text === undefined ||
      text.properties.some((name) => compareText(properties[name], row, ":", text.value)));
  const found = rows.filter(isFound);
  const order = orderOf(properties[sortBy]);
  const direction = isDescending ? -1 : 1;
  const sorted = found
    .map((row) => ({ row, by: order(row) }))
    .toSorted((one, other) => (one.by === other.by ? 0 : one.by < other.by ? -direction : direction));
  return { found: sorted.slice(offset, offset + limit).map(({ row }) => row), count: found.length };
}

function holds<Row>(
  property: Property<Row>,
  row: Row,
  { operator, value }: Omit<SearchCondition<string>, "property">,
): boolean {
  if (property.kind === "flag") return (property.of(row) === value) === (operator === "=");
  if (property.kind === "number") return compareNumber(property.of(row), operator, value);
  const isSo = compareText(property, row, operator.endsWith("=") ? "=" : ":", String(value));
  return isSo !== operator.startsWith("!");
}

function compareNumber(number: number | undefined, operator: string, value: SearchValue): boolean {
  if (number === undefined) return false;
  return operator === "<" ? number < Number(value) : number > Number(value);
}

function compareText<Row>(property: Property<Row>, row: Row, operator: "=" | ":", value: string): boolean {
  const wanted = value.toLowerCase();
  if (property.kind === "texts")
    return operator === "=" ? property.equals(row, value) : property.contains(row, wanted);
  const text = property.kind === "text" ? property.of(row).toLowerCase() : "";
  return operator === "=" ? text === wanted : text.includes(wanted);
}

/** What is not there sorts first. */
function orderOf<Row>(property: Property<Row>): (row: Row) => string | number {
  switch (property.kind) {
    case "text":
      return (row) => property.of(row).toLowerCase();
    case "number":
      return (row) => property.of(row) ?? -1;
    case "flag":
      return (row) => (property.of(row) ? 1 : 0);
    case "texts":
      throw new RangeError("nothing is sorted by what rows have several of");
  }
}
