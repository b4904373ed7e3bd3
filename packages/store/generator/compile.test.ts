import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
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
