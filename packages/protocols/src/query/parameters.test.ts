import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyText } from "../../conformance/any-text.ts";
import { limits } from "../limits.ts";
import { QueryParameters } from "./parameters.ts";

function parse(form: string, rawQuery = ""): QueryParameters {
  const parameters = QueryParameters.parse(rawQuery, Buffer.from(form));
  ok(parameters instanceof QueryParameters, String(parameters));
  return parameters;
}

test("any names and values come back", () => {
  const text = anyText({ minLength: 1, maxLength: 8 });
  const property = fc.property(fc.dictionary(text, text, { maxKeys: 5 }), (values) => {
    const form = Object.entries(values).map((pair) => pair.map(encodeURIComponent).join("="));
    const parameters = parse(form.join("&"));
    for (const [name, value] of Object.entries(values)) equal(parameters.get(name), value);
  });
  fc.assert(property, { numRuns: 50 });
});

test("any text is read as URLSearchParams reads it, or refused", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    "=",
    "&",
    "?",
    "é",
    "\uFFFD",
    " ",
    "+",
    "%20",
    "%C3%A9",
    "%F0%9F%98%80",
    "%26",
  );
  const broken = fc.constantFrom("%", "%4", "%zz", "%FF", "%ED%A0%80", "%C3");
  const texts = fc.array(fc.oneof({ weight: 20, arbitrary: piece }, { weight: 1, arbitrary: broken }));
  const property = fc.property(texts, (pieces) => {
    const text = pieces.join("");
    const parameters = QueryParameters.parse("", Buffer.from(text));
    if (!isUriEncoded(text)) return equal(parameters, "malformed");
    ok(parameters instanceof QueryParameters);
    for (const [name, value] of new Map(new URLSearchParams(`&${text}`))) equal(parameters.get(name), value);
  });
  fc.assert(property, { numRuns: 1000 });
});

function isUriEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

test("plus signs are spaces, and a name without a value has an empty one", () => {
  const parameters = parse("a=x+y%2Bz&b&c=");
  deepEqual([parameters.get("a"), parameters.get("b"), parameters.get("c")], ["x y+z", "", ""]);
});

test("the last value of a name counts, the body's before the query string's", () => {
  const parameters = parse("a=2&a=3", "a=1&b=1");
  deepEqual([parameters.get("a"), parameters.get("b")], ["3", "1"]);
});

test("names below others are found, at any level", () => {
  const parameters = parse("Tags.member.1.Key=a&UserName=u");
  deepEqual(
    ["Tags", "Tags.member", "Tags.member.1", "Tags.member.1.Key", "Tag", "UserName", ""].map((name) =>
      parameters.hasBelow(name),
    ),
    [true, true, true, false, false, false, false],
  );
  ok(parameters.has("UserName"));
});

test("what is no UTF-8 and what is badly encoded is refused", () => {
  equal(QueryParameters.parse("", Buffer.from([0x61, 0x3d, 0xff])), "malformed");
  equal(QueryParameters.parse("a=%FF", undefined), "malformed");
  equal(QueryParameters.parse("a=%4", undefined), "malformed");
  equal(parse("a=%EF%BF%BD").get("a"), "\uFFFD");
});

test("as many parameters as allowed are read, one more is refused", () => {
  const form = Array.from({ length: limits.parameters }, (_, index) => `p${index}=`).join("&");
  equal(parse(form).get(`p${limits.parameters - 1}`), "");
  equal(QueryParameters.parse("", Buffer.from(`${form}&one=more`)), "tooMany");
});

test("a name with a great many dots takes no great time", () => {
  const name = "a.".repeat(limits.bodyBytes / 2 - 1);
  const parameters = parse(`${name}=`);
  ok(parameters.hasBelow("a"));
});
