import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { definedStatements } from "../src/sql/statement.ts";
import { compileAll } from "./compile.ts";

test("the committed SQL is what the statements compile to today", () => {
  for (const [path, text] of compileAll()) {
    assert.equal(
      readFileSync(path, "utf8"),
      text,
      "run: node -C @rolecall/source packages/store/generator/compile.ts",
    );
  }
});

test("PostgreSQL can tell statements apart: by 63 characters, of which one says how a statement reads", () => {
  const long = definedStatements().filter(({ name }) => name.length > 62);
  assert.deepEqual(
    long.map(({ name }) => name),
    [],
  );
});
