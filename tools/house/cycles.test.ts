import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildImportGraph, findCycle, type PackageExports } from "./cycles.ts";
import { findImports, readSourceFiles, type SourceFile } from "./source-files.ts";

function exportsOf(packageName: string): PackageExports {
  return JSON.parse(readFileSync(`packages/${packageName}/package.json`, "utf8")).exports;
}

function sourceFile(path: string, text: string): SourceFile {
  return { path, text, imports: findImports(text) };
}

test("no import cycle, types counted", () => {
  assert.deepEqual(findCycle(buildImportGraph(readSourceFiles(), exportsOf)), undefined);
});

test("a cycle through values is found", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["a"]],
  ]);
  assert.deepEqual(findCycle(graph), ["a", "b", "c", "a"]);
});

test("a cycle through types, re-exports and pages is found", () => {
  const files = [
    sourceFile("packages/a/src/x.tsx", 'import type { Y } from "./y.ts";\n'),
    sourceFile("packages/a/src/y.ts", 'export type { Z } from "./deep/z.ts";\n'),
    sourceFile("packages/a/src/deep/z.ts", 'export const z: typeof import("../x.tsx") = x;\n'),
  ];
  assert.deepEqual(findCycle(buildImportGraph(files, exportsOf)), [
    "packages/a/src/x.tsx",
    "packages/a/src/y.ts",
    "packages/a/src/deep/z.ts",
    "packages/a/src/x.tsx",
  ]);
});

test("a cycle through names of packages is found", () => {
  const files = [
    sourceFile("packages/a/src/index.ts", 'export { b } from "@rolecall/b/part";\n'),
    sourceFile("packages/b/src/part.ts", 'import type { A } from "@rolecall/a";\n'),
  ];
  const graph = buildImportGraph(files, (name) => ({
    ".": { "@rolecall/source": "./src/index.ts" },
    ...(name === "b" && { "./part": { "@rolecall/source": "./src/part.ts" } }),
  }));
  assert.deepEqual(findCycle(graph), [
    "packages/a/src/index.ts",
    "packages/b/src/part.ts",
    "packages/a/src/index.ts",
  ]);
});

test("every package's name leads to a file of the graph", () => {
  const paths = new Set(readSourceFiles().map(({ path }) => path));
  const graph = buildImportGraph(readSourceFiles(), exportsOf);
  assert.ok(paths.has("packages/access/src/index.ts"));
  assert.ok(graph.get("packages/access/src/index.ts")?.length);
  assert.ok(
    graph
      .get("packages/operations/src/run-operation.ts")
      ?.some((path) => path === "packages/access/src/index.ts"),
  );
});
