import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { isProductFile } from "./import-table.ts";
import { judgeSizes, LONG_TABLES } from "./sizes.ts";
import { readSourceFiles } from "./source-files.ts";

function fileOf(lines: number, path = `packages/a/src/${lines}.ts`) {
  return { path, text: "x\n".repeat(lines) };
}

test("the product's files are short", () => {
  const product = readSourceFiles().filter(({ path }) => isProductFile(path));
  assert.ok(product.length > 300, "the files are found");
  assert.deepEqual(judgeSizes(product, LONG_TABLES), []);
});

test("a file of 300 lines passes, and one more does not, unless it is a table that is named", () => {
  const short = Array.from({ length: 20 }, () => fileOf(10));
  assert.deepEqual(judgeSizes([...short, fileOf(300)]), []);
  assert.deepEqual(judgeSizes([...short, fileOf(301)]), [
    "packages/a/src/301.ts has 301 lines, more than 300 (of 21 files the median has 10 lines, nine of ten have at most 10)",
  ]);
  assert.deepEqual(judgeSizes([...short, fileOf(301)], ["packages/a/src/301.ts"]), []);
});

test("a table that is short again, or gone, leaves the list", () => {
  assert.deepEqual(judgeSizes([fileOf(10)], ["packages/a/src/10.ts", "packages/a/src/gone.ts"]), [
    "packages/a/src/10.ts is not longer than 300 lines: take it off LONG_TABLES",
    "packages/a/src/gone.ts is not longer than 300 lines: take it off LONG_TABLES",
  ]);
});

test("median and ninetieth are held", () => {
  assert.deepEqual(judgeSizes([fileOf(10), fileOf(61), fileOf(62)]), [
    "the median is more than 60 (of 3 files the median has 61 lines, nine of ten have at most 62)",
  ]);
  const files = [...Array.from({ length: 8 }, () => fileOf(10)), fileOf(130), fileOf(300)];
  assert.deepEqual(judgeSizes(files), []);
  assert.deepEqual(judgeSizes([...files.slice(0, 8), fileOf(131), fileOf(300)]), [
    "the ninetieth is more than 130 (of 10 files the median has 10 lines, nine of ten have at most 131)",
  ]);
});

test("the linter refuses a function of more than 60 lines, in pages too, and not in tests", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-house-"));
  try {
    const write = (name: string, lines: number) =>
      writeFile(
        join(folder, name),
        `export function tell(x: number) {\n${"  tell(x);\n".repeat(lines)}}\n\nexport const also = () => {\n${"  tell(1);\n".repeat(lines)}};\n`,
      );
    await Promise.all([
      write("sixty.ts", 60),
      write("more.ts", 61),
      write("more.tsx", 61),
      write("more.test.ts", 61),
    ]);
    assert.deepEqual(await lint(folder), [
      "more.ts lint/complexity/noExcessiveLinesPerFunction",
      "more.ts lint/complexity/noExcessiveLinesPerFunction",
      "more.tsx lint/complexity/noExcessiveLinesPerFunction",
      "more.tsx lint/complexity/noExcessiveLinesPerFunction",
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

interface LintReport {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

/** What biome says with the configuration of the house. The folder is outside of git, which it would ask otherwise. */
async function lint(folder: string): Promise<readonly string[]> {
  const { promise, resolve: tell } = Promise.withResolvers<string>();
  const config = `--config-path=${resolve("biome.json")}`;
  execFile("biome", ["lint", config, "--vcs-enabled=false", "--reporter=json", folder], (_error, output) =>
    tell(output),
  );
  const { diagnostics } = JSON.parse(await promise) as LintReport;
  return diagnostics
    .map(({ category, location }) => `${location.path.slice(folder.length + 1)} ${category}`)
    .sort();
}
