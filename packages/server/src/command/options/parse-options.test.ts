import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Mistake } from "../../mistake.ts";
import type { OptionTable } from "./option.ts";
import { parseOptions } from "./parse-options.ts";

const TABLE = {
  port: { argument: "PORT", meaning: "a value with a default", default: "4600" },
  data: { argument: "DIR", meaning: "a value without" },
  context: { argument: "KEY=VALUE", meaning: "several values", isRepeatable: true },
  json: { meaning: "a switch" },
  color: { meaning: "a switch with an opposite", isNegatable: true },
} as const satisfies OptionTable;

const parse = (...args: readonly string[]) => parseOptions(TABLE, args);

test("every option has a value, given or not", () => {
  assert.deepEqual(parse(), {
    values: { port: "4600", data: undefined, context: [], json: false, color: undefined },
    positionals: [],
  });
  assert.deepEqual(
    parse("--port=1", "a", "--context", "k=v=w", "--json", "--data", "-", "--context=x", "--no-color", "b"),
    {
      values: { port: "1", data: "-", context: ["k=v=w", "x"], json: true, color: false },
      positionals: ["a", "b"],
    },
  );
});

test("the last of two values counts, and after -- nothing is an option", () => {
  const { values, positionals } = parse(
    "--port",
    "1",
    "--port",
    "2",
    "--color",
    "--no-color",
    "--",
    "--json",
  );
  assert.deepEqual([values.port, values.color, values.json, positionals], ["2", false, false, ["--json"]]);
});

test("a wrong option is named, with the one that was meant", () => {
  const mistakes: readonly (readonly [args: readonly string[], message: string])[] = [
    [["--prot", "1"], "there is no option --prot. Did you mean --port?"],
    [["--contxt=a"], "there is no option --contxt. Did you mean --context?"],
    [["--cont=a"], "there is no option --cont. Did you mean --context?"],
    [["-p", "1"], "there is no option -p. Did you mean --port?"],
    [["--hlep"], "there is no option --hlep. Did you mean --help?"],
    [["--no-json"], "there is no option --no-json."],
    [["--enforcement=off"], "there is no option --enforcement."],
    [["--__proto__=1"], "there is no option --__proto__."],
    [["--constructor"], "there is no option --constructor."],
    [["--port"], "--port needs a value: --port PORT."],
    [["--data="], "--data needs a value: --data DIR."],
    [["--data", ""], "--data needs a value: --data DIR."],
    [
      ["--port", "--json"],
      '--port needs a value, and "--json" looks like an option. If it is the value, write --port=--json.',
    ],
    [["--json=yes"], "--json is a switch and takes no value."],
  ];
  for (const [args, message] of mistakes) {
    assert.throws(
      () => parse(...args),
      (error: unknown) => {
        assert.ok(error instanceof Mistake);
        assert.equal(error.message, message);
        return true;
      },
    );
  }
});

test("whatever the words, they are read or they are a mistake", () => {
  const word = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom("--port", "--no-color", "--json", "-", "--", "--=", "-pq", "--no-", "--no-no-color"),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      try {
        assert.deepEqual(Object.keys(parse(...args).values), Object.keys(TABLE));
      } catch (error) {
        assert.ok(error instanceof Mistake, String(error));
      }
    }),
  );
});
