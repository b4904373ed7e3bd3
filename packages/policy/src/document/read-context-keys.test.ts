import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { contextKeys } from "../variable/context-keys.ts";
import { parsePolicy } from "./parse.ts";
import { readContextKeys } from "./read-context-keys.ts";

const keysOf = (text: string) => {
  const read = readContextKeys(text);
  return read.ok ? read.keys : read.findings.map(({ code }) => code);
};

test("a document that is not whole tells its keys, one that is wrong its errors", () => {
  assert.deepEqual(keysOf("{}"), []);
  const resource = { Effect: "Allow", Principal: "*", Condition: { Null: { "x:key": true } } };
  assert.deepEqual(keysOf(JSON.stringify({ Statement: resource })), ["x:key"]);
  assert.deepEqual(keysOf('{"Statement":{"Effect":"allow"}}'), ["effectCase"]);
  assert.deepEqual(keysOf('{"Statement":[[]]}'), ["wrongType"]);
  assert.deepEqual(keysOf('{"Statement":{"Effect":"Allow","resource":"*"}}'), ["unknownElement"]);
});

test("whatever the text is, reading it does not throw", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void keysOf(text)));
});

test("of a whole policy the keys are those of its parsed form", () => {
  const texts = fc.constantFrom(
    "arn:aws:s3:::${x:a}/*",
    "*",
    "arn:aws:s3:::${x:b, 'c'}",
    "arn:aws:s3:::${*}${",
  );
  const keys = fc.constantFrom("x:a", "X:A", "x:c");
  const statement = fc
    .record({ Resource: fc.array(texts, { minLength: 1 }), key: keys, value: texts })
    .map(({ Resource, key, value }) => ({
      ...{ Effect: "Allow", Action: "*", Resource },
      Condition: { StringLike: { [key]: value } },
    }));
  const version = fc.constantFrom("2012-10-17", "2008-10-17");
  fc.assert(
    fc.property(version, fc.array(statement, { minLength: 1 }), (Version, Statement) => {
      const text = JSON.stringify({ Version, Statement });
      const parsed = parsePolicy(text, "identity");
      assert.ok(parsed.ok);
      assert.deepEqual(keysOf(text), contextKeys(parsed.policy));
    }),
  );
});
