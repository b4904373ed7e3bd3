import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blob, entries, flag, integer, json, list, optional, text, time } from "./column.ts";
import { table } from "./table.ts";

interface Everything {
  readonly someText: string;
  readonly someInteger: number;
  readonly someTime: number;
  readonly someFlag: boolean;
  readonly someBlob: Uint8Array;
  readonly someJson: { readonly a: readonly number[] };
  readonly someList: readonly string[];
  readonly someEntries: Readonly<Record<string, string>>;
  readonly perhapsText?: string;
  readonly perhapsFlag?: boolean;
  readonly perhapsList?: readonly string[];
}

const everything = table<Everything>()("table_of_the_test", {
  key: ["someText"],
  columns: {
    someText: text(),
    someInteger: integer(),
    someTime: time(),
    someFlag: flag(),
    someBlob: blob(),
    someJson: json(),
    someList: list(),
    someEntries: entries(),
    perhapsText: optional(text()),
    perhapsFlag: optional(flag()),
    perhapsList: optional(list()),
  },
  derived: { textKey: ({ someText }) => someText.toLowerCase() },
});

const record: fc.Arbitrary<Everything> = fc.record(
  {
    someText: fc.string(),
    someInteger: fc.integer(),
    someTime: fc.maxSafeInteger(),
    someFlag: fc.boolean(),
    someBlob: fc.uint8Array(),
    someJson: fc.record({ a: fc.array(fc.integer()) }, { noNullPrototype: true }),
    someList: fc.array(fc.string()),
    someEntries: fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom("__proto__", "1")), fc.string()))
      .map((pairs) => Object.fromEntries(pairs)),
    perhapsText: fc.string(),
    perhapsFlag: fc.boolean(),
    perhapsList: fc.array(fc.string()),
  },
  {
    requiredKeys: [
      "someText",
      "someInteger",
      "someTime",
      "someFlag",
      "someBlob",
      "someJson",
      "someList",
      "someEntries",
    ],
    noNullPrototype: true,
  },
);

test("a row gives back the record that it was made of", () => {
  fc.assert(
    fc.property(record, (each) => assert.deepEqual(everything.toRecord(everything.toRow(each)), each)),
  );
});

test("a row has every column, under its name, and holds what every engine can", () => {
  fc.assert(
    fc.property(record, (each) => {
      const row = everything.toRow(each);
      assert.deepEqual(Object.keys(row), everything.columnNames);
      assert.equal(row.text_key, each.someText.toLowerCase());
      assert.equal(row.perhaps_flag, each.perhapsFlag === undefined ? null : Number(each.perhapsFlag));
      for (const held of Object.values<unknown>(row)) {
        const isHeld = held === null || held instanceof Uint8Array || /^(string|number)$/.test(typeof held);
        assert.ok(isHeld, String(held));
      }
    }),
  );
});

test("statements are named once", () => {
  everything.insert();
  assert.throws(() => everything.insert(), /two statements are called table_of_the_test\.insert/);
});
