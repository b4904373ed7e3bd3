/** What people copy from examples/ runs, wherever its tool can be had; where it cannot, that is told. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ROLECALL = join(ROOT, "packages/server/bin/rolecall.js");
const TIMEOUT_MS = 240_000;

interface Example {
  readonly folder: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** What it prints when its test ran, and passed. */
  readonly passed: RegExp;
  readonly nodeOptions?: string;
  /** Why it cannot be run here. */
  readonly without?: string | false;
}

const works = (program: string, ...args: readonly string[]) =>
  spawnSync(program, args, { stdio: "ignore" }).status === 0;
const binOf = (name: string) => join(ROOT, "node_modules/.bin", name);

const EXAMPLES: readonly Example[] = [
  {
    folder: "node-test",
    command: [process.execPath, "--test", "--test-reporter=spec"],
    passed: /pass 1\n.*fail 0/s,
  },
  { folder: "vitest", command: [binOf("vitest"), "run", "--root", "."], passed: /1 passed/ },
  { folder: "playwright", command: [binOf("playwright"), "test", "--reporter=list"], passed: /1 passed/ },
  {
    folder: "pytest",
    command: ["python3", "-m", "pytest", "-q", "-p", "no:cacheprovider"],
    passed: /1 passed/,
    without: works("python3", "-c", "import pytest, boto3") ? false : "pytest and boto3 are not installed",
  },
  {
    folder: "jest",
    command: ["jest", "--rootDir", "."],
    passed: /1 passed/,
    nodeOptions: "--experimental-vm-modules",
    without: works("jest", "--version") ? false : "Jest is not installed",
  },
  {
    folder: "go",
    command: ["go", "test", "-count=1", "-v", "./..."],
    passed: /--- PASS: TestTheClockIsMovedAndPutBack/,
    without: works("go", "version") ? false : "Go is not installed",
  },
];

for (const { folder, command, passed, nodeOptions = "", without = false } of EXAMPLES)
  test(`examples/${folder}`, { skip: without, timeout: TIMEOUT_MS }, async () => {
    const [program, ...args] = command;
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const child = spawn(program, args, {
      cwd: join(ROOT, "examples", folder),
      env: {
        ...environment,
        ROLECALL,
        NO_COLOR: "1",
        FORCE_COLOR: "0",
        PYTHONDONTWRITEBYTECODE: "1",
        // The package as it is published, which npm run generate makes: runners that translate sources need not look at ours.
        NODE_OPTIONS: nodeOptions,
      },
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        printed += chunk;
      });
    const [code] = await once(child, "close");
    assert.equal(code, 0, printed);
    assert.match(printed, passed);
  });
