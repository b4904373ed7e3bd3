import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toCsv } from "./to-csv.ts";

interface Row {
  readonly name: string;
  readonly Unreadable?: readonly string[];
}

const NAME = { id: "name", header: "Name", text: ({ name }: Row) => name };
const NOTE = { id: "note", header: "Note", text: () => "" };

/** As a program reads RFC 4180. */
function readCells(csv: string): readonly string[] {
  return [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(?:,|\r\n)/g)].map(([, quoted, plain = ""]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

test("what a spreadsheet would take for a formula is a text there", () => {
  for (const begin of ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]) {
    const [, cell] = readCells(toCsv([NAME], [{ name: `${begin}1+1` }]));
    assert.equal(cell, `'${begin}1+1`);
  }
});

test("other texts stay as they are, whatever is in them", () => {
  for (const name of ["ana", "a=b", "1-1", "שלום, עולם", 'she said "no"', "two\r\nlines", "", " =1"]) {
    const [, cell] = readCells(toCsv([NAME], [{ name }]));
    assert.equal(cell, name);
  }
});

test("whatever stands in the cells, a program reads them again, and none begins a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1, maxLength: 5 }), (names) => {
      const [, ...cells] = readCells(
        toCsv(
          [NAME],
          names.map((name) => ({ name })),
        ),
      );
      assert.deepEqual(
        cells.map((cell, at) => (cell === names[at] ? cell : cell.slice(1))),
        names,
      );
      for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r\n\0]/);
    }),
  );
});

test("what may not be read is not told as empty", () => {
  const locked = [{ Column: "note", Action: "iam:ListUserTags", Message: "no" }];
  assert.equal(toCsv([NAME, NOTE], [{ name: "ana" }], locked), "Name,Note\r\nana,Not readable by you\r\n");
  const rows = [{ name: "ana", Unreadable: ["note"] }, { name: "bob" }];
  assert.equal(toCsv([NAME, NOTE], rows), "Name,Note\r\nana,Not readable by you\r\nbob,\r\n");
});
