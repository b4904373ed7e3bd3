import assert from "node:assert/strict";
import { test } from "node:test";
import { locate } from "./span.ts";

test("lines end with LF, CRLF or CR, and columns count from 1", () => {
  const text = "ab\ncd\r\nef\rgh";
  const places = [0, 1, 2, 3, 5, 6, 7, 10, 12].map((offset) => {
    const { line, column } = locate(text, offset);
    return `${line}:${column}`;
  });
  assert.deepEqual(places, ["1:1", "1:2", "1:3", "2:1", "2:3", "2:4", "3:1", "4:1", "4:3"]);
});

test("an offset outside the text is brought to its nearest end", () => {
  assert.deepEqual(locate("ab", -5), { line: 1, column: 1, offset: 0 });
  assert.deepEqual(locate("ab", 99), { line: 1, column: 3, offset: 2 });
});
