import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** On a machine where npm brings no Node, whatever is run says in one sentence what is needed: a stack would say nothing. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Makes this Node take itself for an older one before anything else runs. */
const OLDER = `data:text/javascript,${encodeURIComponent(
  'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });',
)}`;

const SENTENCE =
  /^(?:rolecall: )?Rolecall runs on Node 26, and this is Node 20\.20\.2 on [\w-]+: npm ci brings the right one .*\.\n$/;

/** What is run, and its exit code. */
const ENTRANCES: readonly (readonly [args: readonly string[], code: number])[] = [
  [["packages/server/bin/main.js", "start"], 2],
  [["tools/with-node.js", "tools/generate.ts"], 1],
  [["tools/with-node.js", "tools/test.ts"], 1],
];

for (const [args, code] of ENTRANCES) {
  test(`${args.join(" ")} on an older Node`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", OLDER, ...args], {
      cwd: ROOT,
      encoding: "utf8",
    });
    assert.deepEqual([status, stdout], [code, ""]);
    assert.match(stderr, SENTENCE);
  });
}

test("what is run before the version is known asks no more of Node than an old one has", async () => {
  const { isNewEnough } = await import("../../packages/server/bin/node-version.js");
  assert.deepEqual(["26.10.0", "27.0.0", "25.9.9", "8.0.0"].map(isNewEnough), [true, true, false, false]);
});
