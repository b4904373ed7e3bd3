import assert from "node:assert/strict";
import { test } from "node:test";
import { isTestFile } from "./import-table.ts";
import { readSourceFiles, type SourceFile } from "./source-files.ts";

/** A text that must not appear, with what to write in its place. */
interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
  readonly applies: (file: SourceFile) => boolean;
}

const inPackages = (file: SourceFile) => file.path.startsWith("packages/") && !isTestFile(file.path);
const outsideServer = (file: SourceFile) =>
  inPackages(file) && /^packages\/[^/]+\/src\//.test(file.path) && !file.path.startsWith("packages/server/");

const BANS: readonly Ban[] = [
  {
    pattern: /\bDate\.now\b|\bnew Date\(\)/,
    instead: "pass the clock in; only server reads it",
    applies: outsideServer,
  },
  {
    pattern: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\(/,
    instead: "pass randomness in",
    applies: outsideServer,
  },
  { pattern: /\bprocess\.env\b/, instead: "pass the environment in", applies: outsideServer },
  { pattern: /\bconsole\./, instead: "return or throw; server logs", applies: outsideServer },
  { pattern: /^export \* from/m, instead: "name what is exported", applies: () => true },
  {
    pattern: /^export default/m,
    instead: "a named export",
    applies: (file) => file.path.startsWith("packages/"),
  },
  {
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    instead: "do it, or say what is missing in README",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
  },
  {
    pattern: /@ts-ignore|@ts-nocheck/,
    instead: "a type that fits",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
  },
  {
    pattern: /\.only\(|\.skip\(|\btest\.todo\b/,
    instead: "a test that runs",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
  },
];

/** Past this a file has more than one job. Data tables and tests are exempt. */
const MAX_LINES = 400;

/** Names of drawers: a function without a home is a missing noun. */
const DRAWERS = /(?:^|\/)(?:utils?|helpers?|common|shared|misc)(?:\/|\.ts$)/;

const files = readSourceFiles();

test("banned texts", () => {
  const found = BANS.flatMap(({ pattern, instead, applies }) =>
    files
      .filter((file) => applies(file) && pattern.test(file.text))
      .map((file) => `${file.path}: ${pattern.source} (${instead})`),
  );
  assert.deepEqual(found, []);
});

test("no drawers", () => {
  assert.deepEqual(
    files.filter((file) => DRAWERS.test(file.path)).map((file) => file.path),
    [],
  );
});

test("file names are kebab-case", () => {
  const name = /^[a-z0-9-]+(?:\.test|\.test-support|\.fixture)?\.ts$/;
  assert.deepEqual(
    files.map((file) => file.path).filter((path) => !name.test(path.slice(path.lastIndexOf("/") + 1))),
    [],
  );
});

test(`files have at most ${MAX_LINES} lines`, () => {
  const long = files
    .filter((file) => file.path.startsWith("packages/") && !isTestFile(file.path))
    .map((file) => ({ path: file.path, lines: file.text.split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path}: ${lines}`);
  assert.deepEqual(long, []);
});
