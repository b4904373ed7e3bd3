import assert from "node:assert/strict";
import { test } from "node:test";
import { isTestFile } from "./import-table.ts";
import { isSourceFile, readSourceFiles, type SourceFile } from "./source-files.ts";

/** A text that must not appear, with what to write in its place. */
interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
  readonly applies: (file: SourceFile) => boolean;
  /** Texts that it finds. */
  readonly finds: readonly string[];
}

const inPackages = (file: SourceFile) => file.path.startsWith("packages/") && !isTestFile(file.path);
/** In a browser there is no server that could pass its clock in: the console reads it in one place. */
const BROWSER_CLOCK = "packages/console/src/app/surroundings.ts";
const outsideServer = (file: SourceFile) =>
  inPackages(file) &&
  /^packages\/[^/]+\/src\//.test(file.path) &&
  !file.path.startsWith("packages/server/") &&
  file.path !== BROWSER_CLOCK;

/** Who builds an installation for tests: access the parts, server what the program opens and the program itself. */
const BUILDERS: readonly string[] = [
  "packages/access/src/world.test-support.ts",
  "packages/server/src/installation/installation.test-support.ts",
  "packages/server/src/program.test-support.ts",
];
const inTests = (file: SourceFile) =>
  (isTestFile(file.path) || /^(?:bench|conformance)\//.test(file.path)) && !BUILDERS.includes(file.path);

const BANS: readonly Ban[] = [
  {
    pattern: /\bDate\.now\b|\bnew Date\(\)/,
    instead: "pass the clock in; only server reads it",
    applies: outsideServer,
    finds: ["Date.now()", "new Date()"],
  },
  {
    pattern: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\(/,
    instead: "pass randomness in",
    applies: outsideServer,
    finds: ["Math.random()", "randomUUID()", "randomBytes(16)"],
  },
  {
    pattern: /\bprocess\.env\b/,
    instead: "pass the environment in",
    applies: outsideServer,
    finds: ["process.env.HOME"],
  },
  {
    pattern: /\bconsole\.\w+\s*\(/,
    instead: "return or throw; server logs",
    applies: outsideServer,
    finds: ["console.log(1)"],
  },
  {
    pattern: /^export \* from/m,
    instead: "name what is exported",
    applies: () => true,
    finds: ['export * from "./a.ts"'],
  },
  {
    pattern: /^export default/m,
    instead: "a named export",
    applies: (file) => file.path.startsWith("packages/"),
    finds: ["export default 1"],
  },
  {
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    instead: "do it, or say what is missing in README",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
    finds: ["// TODO: more"],
  },
  {
    pattern: /@ts-ignore|@ts-nocheck/,
    instead: "a type that fits",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
    finds: ["// @ts-ignore"],
  },
  {
    pattern: /biome-ignore (?!format:)/,
    instead: "code that the linter takes",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
    finds: ["// biome-ignore lint/complexity/noExcessiveLinesPerFunction: long"],
  },
  {
    pattern: /\.only\(|\.skip\(|\btest\.todo\b/,
    instead: "a test that runs",
    applies: (file) => !file.path.startsWith("tools/house/tidy"),
    finds: ["test.only(", "it.skip(", "test.todo"],
  },
  {
    pattern: /\b(?:createDirectory|openInstallation|startProgram)\(/,
    instead: "openWorld, createHarness, openTestInstallation or startTestProgram: see CONTRIBUTING, a test",
    applies: (file) => inTests(file) && !file.path.startsWith("tools/house/tidy"),
    finds: ["createDirectory({", "openInstallation({", "startProgram(configuration"],
  },
];

/** Names of drawers: a function without a home is a missing noun. */
const DRAWERS = /(?:^|\/)(?:utils?|helpers?|common|shared|misc)(?:\/|\.tsx?$)/;

const files = readSourceFiles();

test("banned texts", () => {
  const found = BANS.flatMap(({ pattern, instead, applies }) =>
    files
      .filter((file) => applies(file) && pattern.test(file.text))
      .map((file) => `${file.path}: ${pattern.source} (${instead})`),
  );
  assert.deepEqual(found, []);
});

test("each banned text would be found", () => {
  const missed = BANS.flatMap(({ pattern, finds }) => finds.filter((text) => !pattern.test(text)));
  assert.deepEqual(missed, []);
  assert.ok(BANS.every(({ finds }) => finds.length > 0));
});

test("pages are read like every other source", () => {
  assert.ok(isSourceFile("packages/console/pages/users/table.tsx"));
  assert.ok(isSourceFile("packages/policy/src/index.ts"));
  assert.ok(!isSourceFile("packages/policy/README.md"));
  assert.ok(isTestFile("packages/console/pages/users/table.test.tsx"));
});

test("no drawers", () => {
  assert.deepEqual(
    files.filter((file) => DRAWERS.test(file.path)).map((file) => file.path),
    [],
  );
});

test("a drawer would be found", () => {
  const drawers = ["a/utils.ts", "a/helpers/x.ts", "a/common.tsx", "a/shared/page.tsx", "misc.ts"];
  assert.deepEqual(
    [...drawers, "a/commonality.ts", "a/share.ts"].filter((path) => DRAWERS.test(path)),
    drawers,
  );
});

/** `decide.ts`, `decide.test.ts`, `user-table.tsx` */
const FILE_NAME = /^[a-z0-9-]+(?:\.test|\.test-support|\.fixture)?\.tsx?$/;

function isWellNamed(path: string): boolean {
  return FILE_NAME.test(path.slice(path.lastIndexOf("/") + 1));
}

test("file names are kebab-case", () => {
  assert.deepEqual(
    files.map((file) => file.path).filter((path) => !isWellNamed(path)),
    [],
  );
});

test("a file of another case would be found", () => {
  assert.deepEqual(
    ["a/decide.ts", "a/decide.test.tsx", "a/Decide.ts", "a/de_cide.tsx", "a/deCide.test.ts"].filter(
      (path) => !isWellNamed(path),
    ),
    ["a/Decide.ts", "a/de_cide.tsx", "a/deCide.test.ts"],
  );
});
