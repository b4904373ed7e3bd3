import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { readmeBlock } from "./readme.test-support.ts";

test("the program in the README prints what the README says", () => {
  const args = ["-C", "@rolecall/source", "--input-type=module-typescript", "--eval", readmeBlock("ts")];
  const printed = execFileSync(process.execPath, args, {
    cwd: new URL("../", import.meta.url),
    encoding: "utf8",
    env: { NO_COLOR: "1" },
  });
  assert.equal(printed, readmeBlock("text"));
});
