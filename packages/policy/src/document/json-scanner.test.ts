import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JsonNode } from "./json-node.ts";
import { MAX_DEPTH, scanJson } from "./json-scanner.ts";

/** The value that JSON.parse would give for the tree. */
function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "string":
      return node.text;
    case "array":
      return node.items.map(toValue);
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name.text, toValue(value)]));
    default:
      return JSON.parse(node.text);
  }
}

function parsed(text: string): unknown {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

test("reads what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, "\t", 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const result = scanJson(text);
      assert.ok(result.ok, text);
      assert.deepEqual(toValue(result.root), JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

test("refuses what JSON.parse refuses, and never throws", () => {
  const mutated = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom("", '"', "\\", "{", "]", ",", ":", "\n", "1e", "\\u12", "\u0000"),
    )
    .map(([text, at, insert]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + insert + text.slice(cut + (insert === "" ? 1 : 0));
    });
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: "binary" })), (text) => {
      const result = scanJson(text);
      if (result.ok) assert.deepEqual({ value: toValue(result.root) }, parsed(text));
      else if (result.fault.code === "invalidJson") {
        const isUtf8 = text.isWellFormed() && !/\\u[dD][89a-fA-F]/.test(text);
        if (isUtf8) assert.equal(parsed(text), undefined, text);
        assert.ok(result.fault.start >= 0 && result.fault.end <= text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

test("every node spans its own text", () => {
  const text = ' { "a" : [ 1.5e3 , "x\\n" , true , null ] } ';
  const result = scanJson(text);
  assert.ok(result.ok);
  const seen: string[] = [];
  const walk = (node: JsonNode): void => {
    seen.push(text.slice(node.start, node.end));
    if (node.kind === "array") node.items.forEach(walk);
    if (node.kind === "object") for (const member of node.members) walk(member.value);
  };
  walk(result.root);
  assert.deepEqual(seen, [
    '{ "a" : [ 1.5e3 , "x\\n" , true , null ] }',
    '[ 1.5e3 , "x\\n" , true , null ]',
    "1.5e3",
    '"x\\n"',
    "true",
    "null",
  ]);
});

test("numbers keep every digit", () => {
  const result = scanJson("123456789012345678901234567890e400");
  assert.ok(result.ok && result.root.kind === "number");
  assert.equal(result.root.text, "123456789012345678901234567890e400");
});

const FAULTS: readonly (readonly [
  name: string,
  text: string,
  code: string,
  start: number,
  message: RegExp,
])[] = [
  ["nothing", "", "invalidJson", 0, /Expected a value, found the end/],
  ["two documents", "{} {}", "invalidJson", 3, /Expected the end of the document/],
  ["trailing comma", '{"a":1,}', "invalidJson", 7, /Expected a name/],
  ["single quotes", "{'a':1}", "invalidJson", 1, /Expected a name/],
  ["missing colon", '{"a" 1}', "invalidJson", 5, /Expected ":"/],
  ["open string", '{"a":"b', "invalidJson", 5, /not closed/],
  ["raw line break", '["a\nb"]', "invalidJson", 3, /must be escaped/],
  ["bad escape", '["\\x"]', "invalidJson", 2, /not an escape/],
  ["leading zero", "[01]", "invalidJson", 2, /Expected "," or "]"/],
  ["repeated name", '{"a":1,"b":2,"a":3}', "duplicateKey", 13, /"a" is repeated/],
  ["repeated by escape", '{"a":1,"\\u0061":2}', "duplicateKey", 7, /"a" is repeated/],
  ["repeated __proto__", '{"__proto__":1,"__proto__":2}', "duplicateKey", 15, /repeated/],
  ["lone surrogate", '["\ud800"]', "invalidJson", 2, /surrogate/],
  ["escaped lone surrogate", '["\\ud800"]', "invalidJson", 1, /surrogate/],
];

for (const [name, text, code, start, message] of FAULTS) {
  test(`refuses ${name} where it stands`, () => {
    const result = scanJson(text);
    assert.ok(!result.ok);
    assert.deepEqual([result.fault.code, result.fault.start], [code, start]);
    assert.match(result.fault.message, message);
  });
}

test("a repeated name is found in large objects too", () => {
  const names = Array.from({ length: 2000 }, (_, index) => `"k${index}":0`);
  assert.ok(scanJson(`{${names.join()}}`).ok);
  const result = scanJson(`{${names.join()},"k1999":0}`);
  assert.ok(!result.ok && result.fault.code === "duplicateKey");
});

test("depth is limited, so that no nesting overflows the stack", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  assert.ok(scanJson(nested(MAX_DEPTH)).ok);
  for (const text of [nested(MAX_DEPTH + 1), "[".repeat(1_000_000), '{"a":'.repeat(200_000)]) {
    const result = scanJson(text);
    assert.ok(!result.ok && result.fault.code === "tooDeep");
  }
});
