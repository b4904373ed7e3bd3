/** What a browser page loads of the policy engine, gzipped. Tables of names are data: they are told apart. */
import assert from "node:assert/strict";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

const ENGINE = "parsePolicy, compilePolicy, compilePolicySet, decide, explain";
/** What shows an explanation that a server made: its answer and the grid, and what is downloaded. */
const ANSWER = "headline, plainText, layerPasses, CELL_STATES, EXEMPT_REASONS, hiddenPolicyWords";
const DOWNLOADS = "renderTree, renderGrid, exportExplanation";
const DESCRIBE = 'export * from "@rolecall/policy/describe";';

const withoutTables: Plugin = {
  name: "without tables",
  setup({ onLoad }) {
    onLoad({ filter: /\/service-names\.ts$/ }, () => ({
      contents: "export const SERVICE_NAMES = new Set();",
    }));
    onLoad({ filter: /\/multivalued-keys\.ts$/ }, () => ({
      contents: "export const isMultivaluedKey = () => false;",
    }));
  },
};

async function measureKibibytes(contents: string, plugins: readonly Plugin[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["@rolecall/source"],
    write: false,
    plugins: [...plugins],
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 1024;
}

const engine = `export { ${ENGINE} } from "@rolecall/policy";`;
const editor = `export { ${ENGINE}, reviewPolicy } from "@rolecall/policy"; ${DESCRIBE}`;

it("decides and explains in a browser within 30 kB without its tables", async () => {
  const size = await measureKibibytes(engine, [withoutTables]);
  assert.ok(size <= 30, `${size} KiB`);
});

it("shows what a server explained within 6 kB, its downloads within 11 kB, without the engine", async () => {
  const answer = await measureKibibytes(`export { ${ANSWER} } from "@rolecall/policy";`, [withoutTables]);
  assert.ok(answer <= 6, `${answer} KiB`);
  const all = `export { ${ANSWER}, ${DOWNLOADS} } from "@rolecall/policy";`;
  const downloads = await measureKibibytes(all, [withoutTables]);
  assert.ok(downloads <= 11, `${downloads} KiB`);
});

it("brings the editor's findings and the words beside it within 52 kB with its tables", async () => {
  const size = await measureKibibytes(editor);
  assert.ok(size <= 52, `${size} KiB`);
});

it("brings the access levels of all services within 100 kB, and nothing of them with the engine", async () => {
  const levels = await measureKibibytes('export * from "@rolecall/policy/access-levels";');
  assert.ok(levels > 50 && levels <= 100, `${levels} kB`);
  assert.ok((await measureKibibytes(editor)) < levels);
});
