import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfiguration } from "../configuration.ts";

const read = (args: readonly string[], isTerminal = false) =>
  readConfiguration(args, {}, { isTerminal, isColorful: isTerminal }).requestLog;

test("a terminal gets lines, and nothing else unless somebody says so", () => {
  assert.equal(read([], true).format, "pretty");
  assert.equal(read([]).format, "off");
  assert.equal(read(["--log", "off"], true).format, "off");
  assert.equal(read(["--log", "json"]).format, "json");
  assert.equal(read(["--explain-denials"]).format, "pretty");
  assert.deepEqual(read(["--explain-denials", "--log", "json"], true), {
    format: "json",
    isColorful: true,
    explainsDenials: true,
  });
});

test("what cannot be is told", () => {
  assert.throws(() => read(["--log", "xml"]), { message: '--log: "xml" is none of pretty, json, off.' });
  assert.throws(() => read(["--log", "off", "--explain-denials"]), {
    message: "--explain-denials explains lines of the request log, and --log off writes none. Leave one out.",
  });
});
