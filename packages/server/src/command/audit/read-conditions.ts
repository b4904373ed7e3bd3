import type { SearchFilter } from "@rolecall/contracts/rolecall";
import { Mistake } from "../../mistake.ts";

/** What events are asked for, as SearchEvents takes it. */
export interface Conditions {
  readonly Query?: string;
  readonly Filters: readonly SearchFilter[];
}

interface Field {
  readonly property: string;
  readonly operator: SearchFilter["Operator"];
  /** Values as people write them, where they are few. */
  readonly values?: ReadonlyMap<string, string>;
}

const RESULTS = new Map(["Allowed", "Denied", "Failed"].map((value) => [value.toLowerCase(), value]));

/** Names of what is compared: contained where it is a text, exactly where it is an id. */
const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ["who", { property: "Who", operator: ":" }],
  ["action", { property: "Action", operator: ":" }],
  ["resource", { property: "Resource", operator: ":" }],
  ["result", { property: "Result", operator: "=", values: RESULTS }],
  ["address", { property: "SourceAddress", operator: ":" }],
  ["key", { property: "AccessKeyId", operator: "=" }],
  ["request", { property: "RequestId", operator: "=" }],
  ["event", { property: "EventId", operator: "=" }],
  ["error", { property: "Error", operator: ":" }],
  ["account", { property: "Account", operator: "=" }],
]);

export const DENIED: SearchFilter = { Property: "Result", Operator: "=", Value: "Denied" };

/** SearchEvents takes no more. */
const MOST_FILTERS = 8;
const LONGEST = 256;

/**
 * `FIELD=VALUE` words and one text. What has another word before the `=` is a text.
 * @throws Mistake where there is nothing to look for, or too much
 */
export function readConditions(words: readonly string[]): Conditions {
  const filters: SearchFilter[] = [];
  const texts: string[] = [];
  for (const word of words) {
    if (word.length > LONGEST)
      throw new Mistake(`"${word.slice(0, 40)}…" is longer than ${LONGEST} characters.`);
    const filter = readFilter(word);
    if (filter === undefined) texts.push(word);
    else filters.push(filter);
  }
  const [Query, second] = texts;
  if (second !== undefined)
    throw new Mistake(`"${Query}" and "${second}" are two texts; put a text of several words into quotes.`);
  if (filters.length === 0 && Query === undefined)
    throw new Mistake(
      `name what to look for: a text, or FIELD=VALUE with one of ${[...FIELDS.keys()].join(", ")}.`,
    );
  if (filters.length > MOST_FILTERS)
    throw new Mistake(`${filters.length} conditions; ${MOST_FILTERS} are the most.`);
  return { ...(Query !== undefined && { Query }), Filters: filters };
}

function readFilter(word: string): SearchFilter | undefined {
  const [, name = "", value = ""] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
  const field = FIELDS.get(name);
  if (field === undefined) return undefined;
  const known = field.values === undefined ? value : field.values.get(value.toLowerCase());
  if (known === undefined)
    throw new Mistake(`${name}=${value}: ${name} is one of ${[...(field.values?.keys() ?? [])].join(", ")}.`);
  return { Property: field.property, Operator: field.operator, Value: known };
}
