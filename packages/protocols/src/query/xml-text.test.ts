import { equal } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { escapeXml, isPlainText } from "./xml-text.ts";

test("markup is escaped, quotation marks between tags are none", () => {
  equal(escapeXml(`<a b="c" d='e'>&amp;`), `&lt;a b="c" d='e'&gt;&amp;amp;`);
});

test("line ends are escaped, since a parser would change them", () => {
  equal(escapeXml("a\r\nb\tc\u0085\u2028"), "a&#xD;&#xA;b\tc&#x85;&#x2028;");
});

test("what XML cannot hold is replaced", () => {
  equal(escapeXml("a\u0000b\u001Fc\uFFFEd\uFFFF"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
  equal(escapeXml("a\uD800b\uDC00"), "a\uFFFDb\uFFFD");
});

test("characters beyond the first plane stay", () => {
  equal(escapeXml("é😀<"), "é😀&lt;");
});

test("nothing that must be escaped stays, whatever the text", () => {
  // XML 1.0, production 2 (Char), without markup.
  const allowed = /^[\t -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
      const escaped = escapeXml(text);
      return allowed.test(escaped) && !/[<>]/.test(escaped);
    }),
    { numRuns: 200 },
  );
});

test("a text is plain where nothing in it is escaped, character by character", () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    equal(isPlainText(`a${character}b`), escapeXml(`a${character}b`) === `a${character}b`, code.toString(16));
  }
});

test("a plain text stays as it is, wherever it ends", () => {
  const awkward = fc.constantFrom(
    "a",
    "/",
    "\t",
    "é",
    "<",
    ">",
    "&",
    "\n",
    "\u0000",
    "\u0014",
    "\u001F",
    "\u007F",
    "😀",
  );
  fc.assert(
    fc.property(fc.nat(40), awkward, fc.nat(40), (before, character, after) => {
      const text = "a".repeat(before) + character + "b".repeat(after);
      return !isPlainText(text) || escapeXml(text) === text;
    }),
    { numRuns: 500 },
  );
});
