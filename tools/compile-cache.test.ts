import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { withCompileCache } from "./compile-cache.ts";

const folder = mkdtempSync(join(tmpdir(), "rolecall-compiled-"));
after(() => rmSync(folder, { recursive: true }));

const { NODE_COMPILE_CACHE: _, ...bare } = process.env;

/** Runs a program that says a word, with a cache in a folder. */
function say(word: string, cache: string): string {
  const program = join(folder, "program.ts");
  writeFileSync(program, `const word: string = "${word}";\nconsole.log(word);\n`);
  utimesSync(program, 0, 0);
  const env = withCompileCache(bare, [], cache);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8", env });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("what was compiled is kept, and not used once the file is another, of whatever length and date", () => {
  const cache = join(folder, "cache");
  assert.equal(say("one", cache), "one\n");
  assert.ok(readdirSync(cache, { recursive: true }).length > 1, "something is kept");
  assert.equal(say("one", cache), "one\n");
  assert.equal(say("two", cache), "two\n");
});

test("where nothing can be kept, tests run without", () => {
  const file = join(folder, "a-file");
  writeFileSync(file, "");
  assert.equal(say("one", file), "one\n");
});

test("it is kept in node_modules, unless somebody wants it elsewhere or coverage is counted", () => {
  const { NODE_COMPILE_CACHE: chosen } = withCompileCache(bare, ["--test-only"]);
  assert.match(chosen ?? "", /\/node_modules\/\.cache\/compiled$/);
  assert.deepEqual(withCompileCache({ NODE_COMPILE_CACHE: "/elsewhere" }, []), {
    NODE_COMPILE_CACHE: "/elsewhere",
  });
  assert.deepEqual(withCompileCache(bare, ["--experimental-test-coverage"]), bare);
});
