import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSeed } from "./read-seed.ts";
import { SeedError } from "./seed-error.ts";

const fails = (text: string, message: RegExp) =>
  assert.throws(
    () => readSeed(text, "seed.yaml"),
    (error: unknown) => {
      assert.ok(error instanceof SeedError, String(error));
      assert.match(error.message, message);
      return true;
    },
  );

test("YAML and JSON are the same seed", () => {
  const yaml = 'accounts:\n  - id: "111111111111"\n    users: [{ name: ann, tags: { __proto__: odd } }]\n';
  const { seed } = readSeed(yaml, "seed.yaml");
  assert.deepEqual(readSeed(JSON.stringify(seed), "seed.json").seed, seed);
  assert.deepEqual(Object.entries(seed.accounts[0]?.users?.[0]?.tags ?? {}), [["__proto__", "odd"]]);
});

test("an error names file, line and path", () => {
  fails("accounts: []", /^seed\.yaml:1: accounts: /);
  fails("accounts:\n  - id: 12\n", /^seed\.yaml:2: accounts\[0\]\.id: must be string/);
  fails(
    'accounts:\n  - id: "111111111111"\n    users:\n      - name: ann\n        colour: red\n',
    /^seed\.yaml:5: accounts\[0\]\.users\[0\]\.colour: the key "colour" is not known here$/,
  );
  fails('accounts:\n  - id: "1"\n    id: "2"\n', /^seed\.yaml:3:5: Map keys must be unique/);
  fails("accounts: [", /^seed\.yaml:1:\d+: /);
  fails("", /^seed\.yaml:1: \(top level\): /);
  fails("- 1", /^seed\.yaml:1: \(top level\): /);
});

test("no message repeats a password or secret", () => {
  const of = (user: string) => `accounts: [{ id: "111111111111", users: [{ name: ann, ${user} }] }]`;
  for (const user of [
    "accessKeys: [{ id: x, secret: topsecret }]",
    "accessKeys: [{ id: AKIAX, secret: topsecret }]",
  ]) {
    assert.throws(
      () => readSeed(of(user), "s"),
      (error: unknown) => error instanceof SeedError && !error.message.includes("topsecret"),
    );
  }
});

test("aliases cannot make a small file large", () => {
  const lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let index = 1; index < 9; index += 1) {
    const alias = `*a${index - 1}`;
    lines.push(`a${index}: &a${index} [${Array.from({ length: 10 }, () => alias).join(",")}]`);
  }
  fails(lines.join("\n"), /^seed\.yaml/);
});

const fragment = fc.constantFrom(
  ...[
    "accounts:",
    "\n",
    "  ",
    "- ",
    "id: ",
    '"111111111111"',
    "users: ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!binary ",
    "? ",
    ": ",
    "<<: ",
    "|\n",
    "--- ",
    "%YAML 1.1\n",
    "null",
    "0x1f",
    "#",
    "'",
    '"',
    "\t",
    "\u0000",
    "__proto__: ",
    "2026-01-01",
  ],
);

test("whatever the text, it is a seed or an error of a seed", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join("")),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (document) => {
      try {
        readSeed(document, "seed.yaml");
      } catch (error) {
        assert.ok(error instanceof SeedError, `${error instanceof Error ? error.stack : error}`);
      }
    }),
    { numRuns: 150 },
  );
});
