import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { cliCommand, cliTags } from "./cli-command.ts";

test("a command is what a shell takes it for, whatever its values hold", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((value) => !value.includes("\0"));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (values) => {
      const command = cliCommand("iam tag-role", { tags: values, "role-name": "r" });
      // What the shell hands on, one after the other.
      const script = `aws() { for each in "$@"; do printf '%s\\0' "$each"; done; }; ${command}`;
      const said = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
      assert.deepEqual(said, ["iam", "tag-role", "--tags", ...values, "--role-name", "r"]);
    }),
    { numRuns: 20 },
  );
});

test("what is undefined is left out, and true has no value", () => {
  assert.equal(cliCommand("iam x", { a: undefined, b: true, c: false }), "aws iam x --b");
});

test("tags are in shorthand where it can say them", () => {
  assert.deepEqual(cliTags([{ Key: "team", Value: "learning" }]), ["Key=team,Value=learning"]);
  assert.deepEqual(cliTags([{ Key: "a", Value: "b,c" }]), ['[{"Key":"a","Value":"b,c"}]']);
  assert.equal(cliTags([]), undefined);
});
