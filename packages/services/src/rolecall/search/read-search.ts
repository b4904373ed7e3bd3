/** From what was asked for on the wire to what the store is asked. */
import type { EpochMilliseconds, SearchCondition, SearchOperator } from "@rolecall/store";
import { invalidInput } from "../error.ts";
import { isAction } from "./policy-grants.ts";
import type { WireFilter } from "./search-input.ts";
import type { SearchFilter, SearchTable } from "./search-table.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A century, which is before anything here was made. */
const MAX_DAYS = 36_500;

type AnyTable<Property extends string, Learned = never> = Pick<
  SearchTable<never, unknown, Property, string, Learned>,
  "columns" | "filters" | "sortedBy"
>;

/** The columns that were asked for, in the order of the table; those that are not optional where none were. @throws ValidationException */
export function wantedColumns(
  { columns }: AnyTable<string>,
  asked: readonly string[] | undefined,
): readonly string[] {
  const names = Object.keys(columns);
  if (asked === undefined) return names.filter((name) => columns[name]?.isOptional === undefined);
  for (const name of asked) if (!names.includes(name)) throw unknownName("column", name, names);
  return names.filter((name) => asked.includes(name));
}

/** The column that rows are sorted by, and what that is in the store. @throws ValidationException */
export function sortOf<Property extends string>(
  { columns, sortedBy }: AnyTable<Property>,
  asked: string = sortedBy,
): { readonly column: string; readonly property: Property } {
  const property = Object.hasOwn(columns, asked) ? columns[asked]?.sortedBy : undefined;
  if (property !== undefined) return { column: asked, property };
  const sortable = Object.keys(columns).filter((name) => columns[name]?.sortedBy !== undefined);
  throw unknownName("column to sort by", asked, sortable);
}

/** @throws ValidationException */
export function filterOf<Property extends string, Learned>(
  { filters }: AnyTable<Property, Learned>,
  { Property: name }: WireFilter,
): SearchFilter<Property, Learned> {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) throw unknownName("property to filter by", name, Object.keys(filters));
  return filter;
}

function unknownName(what: string, name: string, known: readonly string[]) {
  return invalidInput(`There is no ${what} called ${JSON.stringify(name)}. There are: ${known.join(", ")}.`);
}

/** What one filter asks of the store, and of the document that a row has. */
export interface ReadFilter<Property extends string, Learned> {
  readonly conditions?: readonly SearchCondition<Property>[];
  readonly document?: (document: string, learned: Learned) => boolean;
}

/** @throws ValidationException where the filter takes no such operator or value */
export function readFilter<Property extends string, Learned>(
  filter: SearchFilter<Property, Learned>,
  asked: WireFilter,
  now: EpochMilliseconds,
): ReadFilter<Property, Learned> {
  switch (filter.kind) {
    case "text":
      return one({ property: filter.property, operator: oneOf(asked, TEXT_OPERATORS), value: asked.Value });
    case "flag":
      return one({
        property: filter.property,
        operator: oneOf(asked, ["=", "!="]),
        value: choose(asked, FLAGS),
      });
    case "days": {
      const operator = oneOf(asked, ["<", ">"]) === ">" ? "<" : ">";
      return one({ property: filter.property, operator, value: now - daysOf(asked) * DAY_MS });
    }
    case "action":
      return one({ property: filter.property, operator: oneOf(asked, ["="]), value: actionOf(asked) });
    case "document":
      return { document: textTest(filter.textsOf, asked) };
    case "choice":
      oneOf(asked, ["="]);
      return choose(asked, filter.choices)(now);
  }
}

const TEXT_OPERATORS = ["=", "!=", ":", "!:"] as const;

function one<Property extends string>(condition: SearchCondition<Property>) {
  return { conditions: [condition] };
}

function textTest(
  textsOf: (document: string) => readonly string[],
  asked: WireFilter,
): (document: string) => boolean {
  const operator = oneOf(asked, TEXT_OPERATORS);
  const value = asked.Value.toLowerCase();
  const isSo = operator.endsWith("=")
    ? (text: string) => text.toLowerCase() === value
    : (text: string) => text.toLowerCase().includes(value);
  return (document) => textsOf(document).some(isSo) === !operator.startsWith("!");
}

const FLAGS = { true: true, false: false } as const;

function oneOf(
  { Property: name, Operator: operator }: WireFilter,
  allowed: readonly SearchOperator[],
): SearchOperator {
  if (allowed.includes(operator)) return operator;
  throw invalidInput(`The filter ${name} takes ${allowed.join(" ")}, and not ${operator}.`);
}

function choose<Value>(
  { Property: name, Value: value }: WireFilter,
  choices: Readonly<Record<string, Value>>,
): Value {
  const chosen = Object.hasOwn(choices, value) ? choices[value] : undefined;
  if (chosen !== undefined) return chosen;
  throw invalidInput(
    `The filter ${name} takes ${Object.keys(choices).join(", ")}, and not ${JSON.stringify(value)}.`,
  );
}

function actionOf({ Property: name, Value: value }: WireFilter): string {
  if (isAction(value)) return value;
  throw invalidInput(
    `The filter ${name} takes an action, such as s3:GetObject, and not ${JSON.stringify(value)}.`,
  );
}

function daysOf({ Property: name, Value: value }: WireFilter): number {
  const days = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (days <= MAX_DAYS) return days;
  throw invalidInput(`The filter ${name} takes days, 0 to ${MAX_DAYS}, and not ${JSON.stringify(value)}.`);
}
