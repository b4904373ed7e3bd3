import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { loadContract, type Shape } from "@rolecall/contracts";
import fc from "fast-check";
import { anyText } from "../../conformance/any-text.ts";
import { limits } from "../limits.ts";
import type { ParameterNode } from "./parameter-tree.ts";
import { QueryParameters } from "./parameters.ts";

function parse(form: string, rawQuery = ""): QueryParameters {
  const parameters = QueryParameters.parse(rawQuery, Buffer.from(form));
  ok(parameters instanceof QueryParameters, String(parameters));
  return parameters;
}

/** The node of a whole name. */
function nodeOf(parameters: QueryParameters, name: string): ParameterNode | undefined {
  return name
    .split(".")
    .reduce<ParameterNode | undefined>((node, segment) => node?.child(segment), parameters.tree());
}

function segmentsBelow(parameters: QueryParameters, name: string): readonly string[] {
  return [...(nodeOf(parameters, name)?.segments() ?? [])];
}

test("any names and values come back", () => {
  const text = anyText({ minLength: 1, maxLength: 8 });
  const name = text.filter((each) => !/\.0\d/.test(each));
  const property = fc.property(fc.dictionary(name, text, { maxKeys: 5 }), (values) => {
    const form = Object.entries(values).map((pair) => pair.map(encodeURIComponent).join("="));
    const parameters = parse(form.join("&"));
    for (const [name, value] of Object.entries(values)) {
      equal(parameters.get(name), value);
      equal(nodeOf(parameters, name)?.value, value);
    }
  });
  fc.assert(property, { numRuns: 50 });
});

test("any text is read as URLSearchParams reads it, the first value of each name, or refused", () => {
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
    const read = new URLSearchParams(`&${text}`);
    for (const name of read.keys()) {
      equal(parameters.get(name), read.get(name));
      equal(nodeOf(parameters, name)?.value, read.get(name));
    }
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

test("the first value of a name counts, the body's before the query string's", () => {
  const parameters = parse("a=2&a=3", "a=1&b=1");
  deepEqual([parameters.get("a"), parameters.get("b")], ["2", "1"]);
});

test("indices with leading zeros are the same without, as names of the same parameter too", () => {
  const parameters = parse("Tags.member.01.Key=a&Tags.member.1.Key=b&T.member.00=c&T.member.10=d&T.0x=e");
  equal(parameters.get("Tags.member.1.Key"), "a");
  equal(nodeOf(parameters, "Tags.member.1.Key")?.value, "a");
  deepEqual(segmentsBelow(parameters, "Tags.member"), ["1"]);
  deepEqual(segmentsBelow(parameters, "T.member"), ["0", "10"]);
  equal(parameters.get("T.0x"), "e");
});

test("names below others are found, at any level", () => {
  const parameters = parse("Tags.member.1.Key=a&UserName=u");
  deepEqual(
    ["Tags", "Tags.member", "Tags.member.1", "Tags.member.1.Key", "Tag", "UserName", ""].map(
      (name) => nodeOf(parameters, name)?.hasBelow ?? false,
    ),
    [true, true, true, false, false, false, false],
  );
  ok(nodeOf(parameters, "UserName"));
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
  equal(QueryParameters.parse("one=more", Buffer.from(form)), "tooMany", "of body and query string together");
});

test("of a name with a great many dots the first levels alone are taken apart", () => {
  const levels = (count: number) => Array.from({ length: count }, () => "member").join(".");
  const parameters = parse(`${levels(10_000)}=`);
  ok(nodeOf(parameters, levels(limits.nameDepth))?.hasBelow);
  equal(nodeOf(parameters, levels(limits.nameDepth + 1))?.hasBelow, false);
  deepEqual(segmentsBelow(parameters, levels(limits.nameDepth + 1)), []);
});

test("no contract nests its input as deep as names are taken apart", async () => {
  for (const service of ["iam", "sts"] as const) {
    const { operations } = await loadContract(service);
    for (const name of operations.names) ok(depthOf(operations.get(name)!.input) < limits.nameDepth, name);
  }
});

/** Dots in the longest name of a shape's parameters. */
function depthOf(shape: Shape): number {
  switch (shape.kind) {
    case "structure":
      return Math.max(0, ...shape.members.map((member) => 1 + depthOf(member.shape)));
    case "list":
      return 2 + depthOf(shape.element);
    case "map":
      return 3 + depthOf(shape.value);
    default:
      return 0;
  }
}
