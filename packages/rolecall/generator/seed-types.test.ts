import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Seed as ServerSeed } from "@rolecall/server/embedding";
import type { Seed } from "../src/seed.ts";
import { NAMED_SCHEMAS } from "./named-schemas.ts";
import { formatSource, renderSeedTypes, type Schema } from "./seed-types.ts";

const schemaOf = (schema: Schema) => [{ name: "T", description: "It.", schema }];
const rendered = (schema: Schema) => renderSeedTypes(schemaOf(schema)).split("/** It. */\n")[1]?.trim() ?? "";

test("the types of seeds are those of the schema that judges seeds", () => {
  const file = new URL("../src/seed.ts", import.meta.url);
  assert.equal(
    readFileSync(file, "utf8"),
    formatSource(renderSeedTypes(NAMED_SCHEMAS)),
    "Write them anew: node -C @rolecall/source packages/rolecall/generator/write-seed-types.ts",
  );
});

test("what the server takes for a seed, a program may give, and the other way round", () => {
  // The compiler looks at both; at run time there is nothing to see.
  const given = (seed: ServerSeed): Seed => seed;
  const seed: Seed = { accounts: [{ id: "111111111111", users: [{ name: "ci", tags: { team: "a" } }] }] };
  assert.equal(given(seed as ServerSeed), seed);
});

test("an object has its members and no others, those that are needed without a question mark", () => {
  const schema: Schema = {
    type: "object",
    required: ["a"],
    additionalProperties: false,
    properties: { a: { type: "string" }, b: { type: "array", items: { enum: ["x", 1] } } },
  };
  assert.equal(
    rendered(schema),
    'export interface T {\n  readonly a: string;\n  readonly b?: readonly ("x" | 1)[] | undefined;\n}',
  );
});

test("what may be one of several is a union, and a text or an object as conditions say it", () => {
  assert.equal(
    rendered({ anyOf: [{ type: "string" }, { type: "object", additionalProperties: { type: "integer" } }] }),
    "export type T = string | { readonly [name: string]: number };",
  );
  const object: Schema = { type: "object", required: [], additionalProperties: false, properties: {} };
  const textOr: Schema = {
    allOf: [
      { if: { type: "object" }, else: { type: "string" } },
      { if: { not: { type: "object" } }, else: object },
    ],
  };
  assert.equal(rendered(textOr), "export type T = string | {\n};");
  assert.equal(rendered({ type: ["string", "boolean"] }), "export type T = string | boolean;");
});

test("what is not known here is told, and no type is made up for it", () => {
  assert.throws(() => rendered({ type: "null" }), /a type "null", which is not known here/);
  assert.throws(() => rendered({ allOf: [{ if: {} }] }), /means nothing/);
});
