import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { bundleProgram } from "./bundle-program.ts";

const folder = mkdtempSync(join(tmpdir(), "rolecall-loaded-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Names of quotas and errors aside, each would be read before anybody is answered, and is needed by who asks for it. */
const LATER = [
  /\/services\/src\/[^/]+\/(?!quotas\.ts|error\.ts)/,
  /\/who-can\//,
  /\/xml-crypto\//,
  /\/yaml\//,
  /\/ajv\//,
  /\/pg\//,
];

/** Node's modules that have exports which load undici when they are read. */
const BRINGS_FETCH = /^(?:node:)?http$/;

test("what starts in somebody's tests waits for no service, no reader of XML or YAML, and no PostgreSQL", async () => {
  const source = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const { outputs } = await bundleProgram({ entries: { index: source }, folder });
  const entry = Object.keys(outputs).find((path) => path.endsWith("/index.js"));
  assert.ok(entry);
  const inputs = [...loadedWith(entry, outputs)].flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [input] : [],
    ),
  );
  assert.ok(inputs.some((input) => input.endsWith("/start-rolecall.ts")));
  assert.deepEqual(
    inputs.filter((input) => LATER.some((pattern) => pattern.test(input))),
    [],
  );
});

test("no module of the program imports what would bring all of fetch", async () => {
  const source = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const { outputs } = await bundleProgram({ entries: { index: source }, folder });
  const imported = Object.values(outputs).flatMap(({ imports, inputs }) =>
    imports.flatMap(({ path }) => (BRINGS_FETCH.test(path) ? [{ path, inputs: Object.keys(inputs) }] : [])),
  );
  // An import reads every export of the module: process.getBuiltinModule does not.
  assert.deepEqual(imported, []);
});

/** The files that are read before the first line of one runs. */
function loadedWith(
  path: string,
  outputs: Metafile["outputs"],
  seen: Set<string> = new Set(),
): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
    if (kind === "import-statement" && external !== true) loadedWith(next, outputs, seen);
  }
  return seen;
}
