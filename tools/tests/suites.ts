/** Which test files there are, by what they need: the command that runs them says how long they take. */
import { globSync } from "node:fs";

export interface Suite {
  /** Of files, from the repository's root. */
  readonly patterns: readonly string[];
  /** Of files that these find and that are another suite's. */
  readonly exclude: readonly string[];
}

/** What is built and packed, and the program that is started: its commands, its workers, its keys while it runs. */
const BUILT_TESTS: readonly string[] = [
  "packages/*/generator/**/*.test.ts",
  "packages/*/src/package.test.ts",
  "packages/server/src/{command,workers}/**/*.test.ts",
  "packages/server/src/keys/rotation/**/*.test.ts",
  "site/src/build-site.test.ts",
];

/** Servers that are attacked, lost, cut off or copied, and memory that is counted: long, and seldom what a change breaks. */
const DISTURBED_TESTS: readonly string[] = [
  "packages/access/src/memory.test.ts",
  "packages/edge/src/{attack,streams}.test.ts",
  "packages/store/engines/{check-store,copy-store,rolling-upgrade}.test.ts",
  "packages/store/engines/postgres/{away,failure,replica,tls}.test.ts",
];

/** The house's own code, by itself: `npm test`. Minutes, on a machine that has nothing but Node's npm. */
export const OWN_TESTS: Suite = {
  patterns: [
    "packages/*/{src,oracle,conformance,engines}/**/*.test.ts",
    "tools/**/*.test.ts",
    "bench/src/**/*.test.ts",
    "site/src/**/*.test.ts",
  ],
  exclude: [...BUILT_TESTS, ...DISTURBED_TESTS],
};

/** Rolecall as others meet it: as a package and a program, under attack, over the wire, by their programs. */
const OUTSIDE_TESTS: Suite = {
  patterns: [...BUILT_TESTS, ...DISTURBED_TESTS, "conformance/**/*.test.ts"],
  exclude: [],
};

/** Chromium keeps a core and a half busy, and what is held to a time must not wait for it: these come last. */
const BROWSER_TESTS: Suite = {
  patterns: ["packages/console/e2e/**/*.test.ts", "site/e2e/**/*.test.ts"],
  exclude: [],
};

/** `npm run check`: one behind the other. */
export const ALL_TESTS: readonly Suite[] = [OWN_TESTS, OUTSIDE_TESTS, BROWSER_TESTS];

/** @returns in the order of the patterns, and of their names */
export function listFiles({ patterns, exclude }: Suite): readonly string[] {
  return patterns.flatMap((pattern) => globSync(pattern, { exclude }).sort());
}
