import type { SearchFilter } from "@rolecall/contracts/rolecall";
import { type AuditRecord, type AuditSearch, type EventFacts, eventFacts } from "@rolecall/operations";
import { invalidInput } from "../error.ts";

type Wanted = Pick<AuditSearch, "texts" | "isWanted">;

/** What an event has by the name of a property: its value, or several, of which one is enough. */
interface Property {
  readonly operators: readonly SearchFilter["Operator"][];
  readonly values?: readonly string[];
  valuesOf(record: AuditRecord, facts: EventFacts): readonly (string | undefined)[];
  /** What the line of an event with exactly this value has, so that others need not be read. Such values do not fold their case. */
  textOf?(value: string): string | undefined;
}

const TEXT = ["=", "!=", ":", "!:"] as const;
const member = (name: string) => (value: string) => `"${name}":${JSON.stringify(value)}`;

const PROPERTIES: ReadonlyMap<string, Property> = new Map<string, Property>([
  [
    "Result",
    {
      operators: ["=", "!="],
      values: ["Allowed", "Denied", "Failed"],
      valuesOf: (_record, { result }) => [result],
      textOf: (value) => (value === "Denied" ? '"errorCode":"AccessDenied' : undefined),
    },
  ],
  ["Who", { operators: TEXT, valuesOf: (_record, { who, whoArn }) => [who, whoArn] }],
  [
    "Action",
    {
      operators: TEXT,
      valuesOf: (_record, { action }) => [action],
      textOf: (value) => member("eventName")(value.slice(value.indexOf(":") + 1)),
    },
  ],
  ["Resource", { operators: TEXT, valuesOf: (_record, { resource }) => [resource] }],
  ["SourceAddress", { operators: TEXT, valuesOf: ({ sourceIPAddress }) => [sourceIPAddress] }],
  [
    "AccessKeyId",
    {
      operators: ["=", "!="],
      valuesOf: ({ userIdentity }) => [userIdentity?.accessKeyId],
      textOf: member("accessKeyId"),
    },
  ],
  ["Error", { operators: TEXT, valuesOf: ({ errorCode }) => [errorCode] }],
  [
    "Account",
    {
      operators: ["=", "!="],
      valuesOf: ({ recipientAccountId }) => [recipientAccountId],
      textOf: member("recipientAccountId"),
    },
  ],
  ["RequestId", { operators: ["="], valuesOf: ({ requestID }) => [requestID], textOf: member("requestID") }],
  ["EventId", { operators: ["="], valuesOf: ({ eventID }) => [eventID], textOf: member("eventID") }],
  [
    "ReadOnly",
    {
      operators: ["="],
      values: ["true", "false"],
      valuesOf: ({ readOnly }) => [String(readOnly)],
      textOf: (value) => `"readOnly":${value}`,
    },
  ],
]);

interface Asked {
  readonly Query?: string | undefined;
  readonly Filters?: readonly SearchFilter[] | undefined;
}

/** Events for which all filters hold, and that have the text of the query among what is shown of them. @throws ValidationException */
export function wantedEvents({ Query = "", Filters = [] }: Asked): Wanted {
  const tests = Filters.map(testOf);
  const query = fold(Query);
  return {
    texts: tests.flatMap(({ text }) => (text === undefined ? [] : [text])),
    isWanted(record) {
      // Facts of an event do not depend on when it was.
      const facts = eventFacts({ record, at: 0 });
      return (
        tests.every(({ holds }) => holds(record, facts)) && (query === "" || hasText(record, facts, query))
      );
    },
  };
}

function testOf({ Property: name, Operator: operator, Value: value }: SearchFilter) {
  const property = PROPERTIES.get(name);
  if (property === undefined)
    throw invalidInput(`Events have no ${name}: they have ${[...PROPERTIES.keys()].join(", ")}.`);
  const { operators, values, valuesOf, textOf } = property;
  if (!operators.includes(operator)) throw invalidInput(`${name} is not compared by ${operator}.`);
  if (values?.includes(value) === false) throw invalidInput(`${name} is one of ${values.join(", ")}.`);
  return {
    text: operator === "=" ? textOf?.(value) : undefined,
    holds: (record: AuditRecord, facts: EventFacts) =>
      valuesOf(record, facts).some(matcherOf(operator, value, textOf !== undefined)) !==
      operator.startsWith("!"),
  };
}

/** @param isExact whether lines are looked through for the value as it stands */
function matcherOf(operator: SearchFilter["Operator"], value: string, isExact: boolean) {
  const sought = fold(value);
  return (text: string | undefined): boolean => {
    if (text === undefined) return false;
    if (!operator.endsWith("=")) return fold(text).includes(sought);
    return isExact ? text === value : fold(text) === sought;
  };
}

function hasText(record: AuditRecord, { who, whoArn, action, resource }: EventFacts, query: string): boolean {
  const { sourceIPAddress, requestID, eventID, errorMessage, userIdentity } = record;
  const shown = [who, whoArn, action, resource, sourceIPAddress, requestID, eventID, errorMessage];
  return [...shown, userIdentity?.accessKeyId].some(
    (text) => text !== undefined && fold(text).includes(query),
  );
}

function fold(text: string): string {
  return text.toLowerCase();
}
