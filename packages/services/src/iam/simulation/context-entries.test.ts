import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContextEntry, ContextKeyTypeEnum } from "@rolecall/contracts/iam";
import { readContextEntries } from "./context-entries.ts";

const NAME = "x:key";
const read = (entry: ContextEntry) => readContextEntries([entry]).get(NAME);
const entry = (ContextKeyType: ContextKeyTypeEnum, ...ContextKeyValues: readonly string[]) => ({
  ContextKeyName: "X:Key",
  ContextKeyType,
  ContextKeyValues,
});

function refuses(entries: readonly ContextEntry[], message: string): void {
  assert.throws(() => readContextEntries(entries), { code: "InvalidInput", message });
}

test("a key is read by its lower-case name, lists as lists, however many values they have", () => {
  assert.equal(read(entry("string", "A")), "A");
  assert.equal(read(entry("string", "")), "");
  assert.deepEqual(read(entry("stringList", "A")), ["A"]);
  assert.deepEqual(read(entry("numericList", "1", "2")), ["1", "2"]);
  assert.equal(readContextEntries([{}]).size, 0);
  assert.equal(readContextEntries(undefined).size, 0);
});

test("values are of their type, as AWS was recorded to take them", () => {
  const cases: Readonly<Record<string, readonly [ContextKeyTypeEnum, readonly string[], readonly string[]]>> =
    {
      "numeric format": [
        "numeric",
        ["01.00", "+1", "1e2", "1e9999"],
        ["0x10", " 1 ", "Infinity", "NaN", "abc"],
      ],
      "DateTime format": ["date", ["2035", "2035-01-02", "2035-01-02T03:04:05Z", "1700000000"], ["tomorrow"]],
      "IP address": ["ip", ["192.0.2.1", "2001:db8::1"], ["999.0.0.1", "here", "192.0.2.0/24"]],
      "base-64 encoded binary format": ["binary", ["YWJj", "YQ=="], ["!base64"]],
    };
  for (const [wanted, [type, taken, refused]] of Object.entries(cases)) {
    for (const value of taken) assert.equal(read(entry(type, value)), value);
    for (const value of refused) {
      const message = `Invalid context value for key X:Key: expected ${wanted}.`;
      refuses([entry(type, value)], message);
      refuses([entry(`${type}List` as ContextKeyTypeEnum, value)], message);
    }
  }
  for (const value of ["TRUE", "yes", "1"]) assert.equal(read(entry("boolean", value)), value);
});

test("what an entry lacks or has too much of is told in AWS's words", () => {
  const whole = entry("string", "a");
  const { ContextKeyName, ContextKeyType, ContextKeyValues } = whole;
  refuses([{ ContextKeyType, ContextKeyValues }], "ContextKeyName cannot be null or empty.");
  refuses([{ ContextKeyName, ContextKeyValues }], "Context key X:Key has invalid type null.");
  const values = "Context values for context key X:Key cannot be null or empty.";
  refuses([{ ContextKeyName, ContextKeyType }], values);
  for (const type of ["string", "stringList"] as const) refuses([entry(type)], values);
  refuses([entry("string", "a", "b")], "Context key string expected a single value, but received 2.");
  refuses([whole, { ...whole, ContextKeyName: "x:KEY" }], "Duplicate context key: x:KEY.");
});
