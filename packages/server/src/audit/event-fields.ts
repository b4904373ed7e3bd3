import type { SearchFilter } from "@rolecall/contracts/rolecall";
import { Mistake } from "../mistake.ts";

/** What events are asked for, as SearchEvents takes it. */
export interface EventConditions {
  readonly Query?: string;
  readonly Filters: readonly SearchFilter[];
}

/** SearchEvents takes no more. */
export const CONDITIONS_MAX = 8;
/** Of a text, or of a field with its value. */
export const CONDITION_LENGTH_MAX = 256;

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

export const EVENT_FIELDS: readonly string[] = [...FIELDS.keys()];

/** The filter that a field and its value stand for; undefined where there is no such field. @throws Mistake */
export function readEventFilter(name: string, value: string): SearchFilter | undefined {
  const field = FIELDS.get(name);
  if (field === undefined) return undefined;
  const known = field.values === undefined ? value : field.values.get(value.toLowerCase());
  if (known === undefined)
    throw new Mistake(`${name}=${value}: ${name} is one of ${[...(field.values?.keys() ?? [])].join(", ")}.`);
  return { Property: field.property, Operator: field.operator, Value: known };
}
