/** The condition operators of the workload in Cedar's words, and the values that they compare. */

export type CedarValue =
  | string
  | boolean
  | CedarValue[]
  | { readonly __extn: { readonly fn: string; readonly arg: string } };

interface WrittenCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const addressKeys = new Set(["aws:sourceip"]);
const dateKeys = new Set(["aws:currenttime"]);

/** Addresses and dates are handed over as Cedar's own types. */
export function readContextValue(key: string, value: string | readonly string[]): CedarValue {
  if (typeof value !== "string") return [...value];
  if (addressKeys.has(key)) return { __extn: { fn: "ip", arg: value } };
  if (dateKeys.has(key)) return { __extn: { fn: "datetime", arg: value } };
  return value;
}

type Write = (left: string, values: readonly string[]) => string;

const quoted = (values: readonly string[]) => values.map((value) => JSON.stringify(value));
const any = (tests: readonly string[]) => `(${tests.join(" || ")})`;
const isOneOf: Write = (left, values) => any(quoted(values).map((value) => `${left} == ${value}`));

/** `ifAbsent`: what holds when the context has no such key. */
const operators: Readonly<Record<string, { readonly write: Write; readonly ifAbsent: boolean }>> = {
  StringEquals: { write: isOneOf, ifAbsent: false },
  StringNotEquals: { write: (left, values) => `!${isOneOf(left, values)}`, ifAbsent: true },
  Bool: { write: isOneOf, ifAbsent: false },
  BoolIfExists: { write: isOneOf, ifAbsent: true },
  IpAddress: {
    write: (left, values) => any(quoted(values).map((value) => `${left}.isInRange(ip(${value}))`)),
    ifAbsent: false,
  },
  DateGreaterThan: {
    write: (left, values) => any(quoted(values).map((value) => `${left} > datetime(${value})`)),
    ifAbsent: false,
  },
  "ForAllValues:StringEquals": {
    write: (left, values) => `[${quoted(values).join(", ")}].containsAll(${left})`,
    ifAbsent: true,
  },
};

export function writeCondition({ operator, key, values }: WrittenCondition): string {
  const found = operators[operator];
  if (found === undefined) throw new Error(`No Cedar for ${operator}`);
  const name = JSON.stringify(key.toLowerCase());
  const test = found.write(`context[${name}]`, values);
  return found.ifAbsent ? `(!(context has ${name}) || ${test})` : `(context has ${name} && ${test})`;
}
