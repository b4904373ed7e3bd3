import type { ContextEntry, ContextKeyTypeEnum } from "@rolecall/contracts/iam";
import { type ContextValue, hasValueForm, type ValueForm } from "@rolecall/policy";
import { iamError } from "../error.ts";

interface KeyType {
  readonly form?: ValueForm;
  /** What a value of another form is told to lack. */
  readonly wanted?: string;
}

const NUMERIC: KeyType = { form: "numeric", wanted: "numeric format" };
const DATE: KeyType = { form: "date", wanted: "DateTime format" };
const IP: KeyType = { form: "ip", wanted: "IP address" };
const BINARY: KeyType = { form: "binary", wanted: "base-64 encoded binary format" };

/** The words were recorded; a boolean that is not true is false, whatever it says. */
const KEY_TYPES: Readonly<Record<ContextKeyTypeEnum, KeyType>> = {
  string: {},
  stringList: {},
  numeric: NUMERIC,
  numericList: NUMERIC,
  boolean: {},
  booleanList: {},
  ip: IP,
  ipList: IP,
  binary: BINARY,
  binaryList: BINARY,
  date: DATE,
  dateList: DATE,
};

/**
 * The condition keys of a simulation by lower-case name. An entry in which nothing stands is passed over (recorded).
 * @throws InvalidInput where a key comes twice, lacks its name, type or values, or has some that are not of its type
 */
export function readContextEntries(
  entries: readonly ContextEntry[] | undefined,
): ReadonlyMap<string, ContextValue> {
  const values = new Map<string, ContextValue>();
  for (const entry of entries ?? []) {
    const { ContextKeyName: name, ContextKeyType: type, ContextKeyValues: given } = entry;
    if (name === undefined && type === undefined && given === undefined) continue;
    if (!name) throw invalid("ContextKeyName cannot be null or empty.");
    if (values.has(name.toLowerCase())) throw invalid(`Duplicate context key: ${name}.`);
    values.set(name.toLowerCase(), readValues(name, type, given));
  }
  return values;
}

function readValues(
  name: string,
  type: ContextKeyTypeEnum | undefined,
  values: readonly string[] | undefined,
): ContextValue {
  if (type === undefined) throw invalid(`Context key ${name} has invalid type null.`);
  const [first] = values ?? [];
  if (values === undefined || first === undefined)
    throw invalid(`Context values for context key ${name} cannot be null or empty.`);
  const isList = type.endsWith("List");
  if (!isList && values.length > 1)
    throw invalid(`Context key ${type} expected a single value, but received ${values.length}.`);
  const { form, wanted } = KEY_TYPES[type];
  if (form !== undefined && !values.every((value) => hasValueForm(value, form)))
    throw invalid(`Invalid context value for key ${name}: expected ${wanted}.`);
  return isList ? values : first;
}

function invalid(message: string): Error {
  return iamError("InvalidInput", message);
}
