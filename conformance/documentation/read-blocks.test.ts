import assert from "node:assert/strict";
import { test } from "node:test";
import { readBlocks, readSession } from "./read-blocks.ts";

const page = (...lines: readonly string[]) => lines.join("\n");

test("blocks have a language, a line and a file's name", () => {
  const blocks = readBlocks(
    page(
      "`trust.json`, for one branch:",
      "",
      "```json",
      "{}",
      "```",
      "Then:",
      "1. so",
      "   ```yaml",
      "   # seed.yaml",
      "   accounts: []",
      "   ```",
    ),
  );
  assert.deepEqual(blocks, [
    { line: 3, language: "json", name: "trust.json", text: "{}" },
    { line: 8, language: "yaml", name: "seed.yaml", text: "# seed.yaml\naccounts: []" },
  ]);
});

test("a block without a language, and one without an end, are told", () => {
  assert.throws(() => readBlocks(page("a", "```", "b", "```")), /line 2: a block without a language/);
  assert.throws(() => readBlocks(page("```sh", "b")), /line 1: a block without an end/);
});

test("a session's commands go on behind a backslash, a bar and an open quote", () => {
  assert.deepEqual(
    readSession(page("$ a \\", "   b", "out", "$ c |", "d", "$ e '{", "}'", "more", "and more")),
    [
      { command: "a \\\n   b", output: "out" },
      { command: "c |\nd", output: "" },
      { command: "e '{\n}'", output: "more\nand more" },
    ],
  );
});
