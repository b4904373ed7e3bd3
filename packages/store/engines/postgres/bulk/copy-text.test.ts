import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blob, integer, optional, text } from "../../../src/sql/column.ts";
import { table } from "../../../src/sql/table.ts";
import { CopyText } from "./copy-text.ts";

interface ThingRecord {
  readonly id: string;
  readonly note?: string;
  readonly count: number;
  readonly sealed: Uint8Array;
}

const THINGS = table<ThingRecord>()("things", {
  key: ["id"],
  columns: { id: text(), note: optional(text()), count: integer(), sealed: blob() },
});

const SPECIAL = fc.constantFrom("\\", "\n", "\r", "\t", "\\N", "\\.", "\b", "é", "😀", "plain");
const anyText = fc
  .array(fc.oneof(SPECIAL, fc.string({ unit: "grapheme" })), { maxLength: 200 })
  .map((parts) => parts.join("").replaceAll("\0", ""));
const anyThing = fc.record(
  { id: anyText, note: anyText, count: fc.maxSafeInteger(), sealed: fc.uint8Array() },
  { requiredKeys: ["id", "count", "sealed"] },
);

/** As PostgreSQL's page has it, backwards. */
function read(line: string): (string | null)[] {
  const plain: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
  return line
    .split("\t")
    .map((field) => (field === "\\N" ? null : field.replace(/\\(.)/g, (_, code: string) => plain[code]!)));
}

test("whatever is held comes back from COPY's text, in rows of any number and size", () => {
  fc.assert(
    fc.property(fc.array(anyThing, { maxLength: 20 }), fc.integer({ min: 1, max: 64 }), (things, bytes) => {
      const written = new CopyText(THINGS, bytes);
      written.add(things.map((thing) => THINGS.toRow(thing)));
      const lines = written.take().toString("utf8").split("\n");
      assert.equal(lines.pop(), "");
      assert.deepEqual(
        lines.map(read),
        things.map(({ id, note, count, sealed }) => [
          id,
          note ?? null,
          String(count),
          `\\x${Buffer.from(sealed).toString("hex")}`,
        ]),
      );
    }),
  );
});

test("what was taken is not written over by what is added afterwards", () => {
  const written = new CopyText(THINGS);
  const row = (id: string) => THINGS.toRow({ id, count: 1, sealed: new Uint8Array() });
  written.add([row("first")]);
  const taken = written.take();
  assert.equal(written.byteLength, 0);
  written.add([row("other")]);
  assert.equal(taken.toString(), "first\t\\N\t1\t\\\\x\n");
  assert.equal(written.take().toString(), "other\t\\N\t1\t\\\\x\n");
});

test("a NUL is refused wherever it stands, in a text of any length", () => {
  for (const length of [0, 10, 10_000]) {
    const id = `${"a".repeat(length)}\0b`;
    assert.throws(() => new CopyText(THINGS).add([{ id: "one", note: id, count: 1, sealed: null }]), {
      code: "conflict",
      message: "things one: its note holds a NUL, which PostgreSQL does not take",
    });
  }
});
