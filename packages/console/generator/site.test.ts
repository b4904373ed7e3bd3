import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { PAGES } from "../src/app/pages.ts";
import { type BuiltPage, SITE_FOLDER } from "../src/index.ts";
import { generate } from "./generate.ts";

// What is judged is what the sources say now.
await generate();

const at = (path: string) => fileURLToPath(new URL(path, SITE_FOLDER));
const read = (path: string) => readFileSync(at(path), "utf8");
const site: {
  readonly pages: readonly BuiltPage[];
  readonly assets: Readonly<Record<string, readonly string[]>>;
} = JSON.parse(read("site.json"));
const shell = read("index.html");
const styles = globSync("assets/*.css", { cwd: at(".") });
const scripts = globSync("assets/*.js", { cwd: at(".") });

/** With more a first visit over a slow line waits for seconds. */
const PAGE_BYTES = 350_000;
test("every page's scripts come to at most 350 kB gzipped, the frame's included", () => {
  const frame = [...shell.matchAll(/\/console\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? "");
  assert.ok(frame.length >= 2);
  assert.equal(site.pages.length, PAGES.length);
  const heavy = site.pages.flatMap(({ path, scripts: own }) => {
    const bytes = [...frame, ...own].reduce(
      (sum, file) => sum + gzipSync(read(file), { level: 9 }).length,
      0,
    );
    return bytes > PAGE_BYTES ? [`${path}: ${bytes} bytes`] : [];
  });
  assert.deepEqual(heavy, []);
});

test("the page Who can? has no more with its picture, which comes once there is one to show", () => {
  const page = site.pages.find(({ path }) => path === "/who-can");
  const picture = scripts.filter((path) => path.startsWith("assets/ways-picture-"));
  assert.equal(picture.length, 1);
  const frame = [...shell.matchAll(/\/console\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? "");
  const files = [...frame, ...(page?.scripts ?? []), ...picture];
  const bytes = files.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
  assert.ok(bytes <= PAGE_BYTES, `${bytes} bytes`);
});

test("every custom property that is used is one that is set, so that no colour is a fallback in the dark", () => {
  const css = styles.map(read).join("\n");
  const set = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
  const own = globSync("../../src/**/*.css", { cwd: at(".") })
    .map(read)
    .join("\n");
  const tokens = new Set([...own.matchAll(/var\(--token-(\w+)\)/g)].map(([, name]) => name ?? ""));
  assert.ok(tokens.size > 10);
  // As the build wrote them: our roles stand beside the token that each is.
  const ours = [...css.matchAll(/--rc-[\w-]+:\s*var\((--[\w-]+)/g)].map(([, name]) => name);
  assert.ok(ours.length >= tokens.size - 2, "our roles are found in what was built");
  assert.deepEqual(
    ours.filter((name) => !set.has(name)),
    [],
  );
  assert.doesNotMatch(css, /--token-/);
});

test("nothing is inlined, and nothing comes from elsewhere", () => {
  for (const path of styles) {
    assert.doesNotMatch(read(path), /url\(\s*["']?(?:data:|https?:|\/\/)/, path);
    assert.doesNotMatch(read(path), /@import/, path);
  }
  assert.doesNotMatch(shell, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  for (const [, address] of shell.matchAll(/(?:src|href)="([^"]+)"/g))
    assert.match(address ?? "", /^\/console\/assets\//);
});

test("fonts are files, and scripts and style sheets lie compressed beside themselves", () => {
  assert.equal(Object.keys(site.assets).filter((name) => name.endsWith(".woff2")).length, 8);
  for (const [name, encodings] of Object.entries(site.assets))
    for (const encoding of encodings)
      assert.ok(
        existsSync(at(`assets/${name}.${encoding === "gzip" ? "gz" : encoding}`)),
        `${name} ${encoding}`,
      );
  assert.ok(
    scripts.every(
      (path) => readFileSync(at(path)).length < 1_000 || site.assets[path.slice(7)]?.length === 2,
    ),
  );
});

test("what is bundled is under a permissive licence", () => {
  const licences = read("licences.md");
  const named = [...licences.matchAll(/^##\s+(\S+).*\((.+)\)/gm)].map(([, name, licence]) => ({
    name,
    licence,
  }));
  assert.ok(named.some(({ name }) => name === "react"));
  const PERMISSIVE = new Set([
    "MIT",
    "ISC",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "Unlicense",
  ]);
  assert.deepEqual(
    // Of several to choose from, `(MIT OR Apache-2.0)`, one is enough.
    named.filter(
      ({ licence = "" }) => !licence.split(" OR ").some((one) => PERMISSIVE.has(one.replace(/[()]/g, ""))),
    ),
    [],
  );
});

test("what did not change is not built again", async () => {
  const before = statSync(at("site.json")).mtimeMs;
  await generate();
  assert.equal(statSync(at("site.json")).mtimeMs, before);
});
