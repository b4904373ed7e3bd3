import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { test } from "node:test";
import { readConfiguration } from "./configuration.ts";

const read = (...args: readonly string[]) => readConfiguration(args, {}).workers;

test("workers are a number, or one for each core", () => {
  assert.equal(read(), 1);
  assert.equal(read("--workers", "2"), 2);
  assert.equal(read("--workers", "64"), 64);
  assert.equal(read("--workers", "auto"), Math.min(availableParallelism(), 64));
});

test("what is no number of workers is told", () => {
  for (const wrong of ["0", "-1", "abc", "1000", "65", "1.5", "1e1", "0x2", " 2", "AUTO"]) {
    assert.throws(() => read(`--workers=${wrong}`), {
      message: `--workers: "${wrong}" is not a number from 1 to 64, nor "auto".`,
    });
  }
  assert.throws(() => read("--workers", ""), { message: "--workers needs a value: --workers N|auto." });
});
