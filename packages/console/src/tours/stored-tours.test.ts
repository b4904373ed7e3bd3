import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type PersonTours, readTours, writeTours } from "./stored-tours.ts";

const PLACE = {
  step: "trust",
  task: 1,
  notes: { role: "testrole" },
  made: [{ kind: "role", accountId: "111122223333", name: "testrole", id: "AROA1" }],
  byHand: ["why"],
} as const;

const ANA: PersonTours = { arn: "arn:aws:iam::111122223333:user/ana", places: { "first-role": PLACE } };

test("a place is kept as it was, with who it is of, what runs, and that somebody knows AWS", () => {
  const people = [
    { ...ANA, running: "first-role", knowsAws: true as const },
    { ...ANA, arn: "bob" },
  ];
  assert.deepEqual(readTours(writeTours(people)), people);
});

test("eight persons are kept, the latest; of each twelve places", () => {
  const people = Array.from({ length: 20 }, (_value, at) => ({
    ...ANA,
    arn: `user-${at}`,
    places: Object.fromEntries(Array.from({ length: 30 }, (_each, tour) => [`tour-${tour}`, PLACE])),
  }));
  const read = readTours(writeTours(people));
  assert.deepEqual(
    read.map(({ arn }) => arn),
    people.slice(0, 8).map(({ arn }) => arn),
  );
  assert.ok(read.every(({ places }) => Object.keys(places).length === 12));
});

test("what has not the form of a place is ignored, and the rest is kept", () => {
  const strange = {
    ...ANA,
    running: 7,
    knowsAws: "yes",
    places: {
      "no-step": { ...PLACE, step: undefined },
      "no-number": { ...PLACE, task: -1 },
      "no-notes": { ...PLACE, notes: null },
      "first-role": {
        ...PLACE,
        notes: { role: "testrole", count: 3 },
        made: [
          ...PLACE.made,
          { kind: "bucket", name: "x" },
          { kind: "user", name: "ana" },
          { kind: "toString" },
        ],
        byHand: ["why", 1],
      },
    },
  };
  assert.deepEqual(readTours(JSON.stringify([strange, "nobody", null, { arn: "x" }])), [ANA]);
});

test("lists and texts have a bound, and so has all of it", () => {
  const many = {
    ...PLACE,
    byHand: Array.from({ length: 90 }, () => "why"),
    notes: { long: "x".repeat(5_000) },
  };
  const [person] = readTours(JSON.stringify([{ ...ANA, places: { "first-role": many } }]));
  assert.equal(person?.places["first-role"]?.byHand.length, 20);
  assert.deepEqual(person?.places["first-role"]?.notes, {});
  assert.deepEqual(readTours(JSON.stringify([{ ...ANA, filler: "x".repeat(500_000) }])), []);
});

test("nothing that may stand there throws", () => {
  assert.deepEqual(readTours(null), []);
  assert.deepEqual(readTours("{"), []);
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const stored = JSON.stringify(value) ?? "undefined";
      assert.ok(Array.isArray(readTours(stored)));
    }),
  );
});
