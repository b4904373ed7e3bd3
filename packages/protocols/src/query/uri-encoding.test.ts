import { equal } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeUri, isUriEncoded } from "./uri-encoding.ts";

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

const escaped = fc.nat({ max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
const edge = fc.constantFrom(
  ...["%C2%80", "%C1%BF", "%DF%BF", "%E0%A0%80", "%E0%9F%BF", "%ED%9F%BF", "%ED%A0%80", "%EF%BF%BF"],
  ...["%F0%90%80%80", "%F0%8F%BF%BF", "%F4%8F%BF%BF", "%F4%90%80%80", "%F5%80%80%80", "%80", "%BF"],
);
const piece = fc.oneof(escaped, edge, fc.constantFrom("%", "%4", "%zz", "+", "a", "é", "%C3", "%c3%a9"));

test("a text is well encoded where decodeURIComponent takes it, and then reads the same", () => {
  const property = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
    const text = pieces.join("");
    const expected = decoded(text);
    equal(isUriEncoded(text), expected !== undefined, text);
    if (expected !== undefined) equal(decodeUri(text), expected);
  });
  fc.assert(property, { numRuns: 5_000 });
});

test("every sequence of two bytes is judged as decodeURIComponent judges it", () => {
  for (let first = 0; first < 256; first++) {
    for (let second = 0; second < 256; second++) {
      const text = [first, second].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
      equal(isUriEncoded(text), decoded(text) !== undefined, text);
    }
  }
});
