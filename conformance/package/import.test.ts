/** What others import from the packed package: in TypeScript and JavaScript, on either Node. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { findNode24 } from "../../tools/package/node-24.test-support.ts";
import { createPackedProject, OWN_NODE_FOLDER, type PackedProject } from "./packed-project.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const PROGRAM = `import { type Rolecall, RolecallError, startRolecall } from "rolecall";

const rolecall: Rolecall = await startRolecall({
  seed: { accounts: [{ id: "111111111111", users: [{ name: "ana", accessKeys: [{ id: "AKIAANAANAANAANAANAA", secret: "a-secret-of-at-least-16" }] }] }] },
});
const health = await (await fetch(rolecall.endpoint + "/_rolecall/health")).json();
console.log(rolecall.credentials("ana").accessKeyId, health.enforcement);
await rolecall.close();
try {
  await startRolecall({ seed: "accounts: 1" });
} catch (error) {
  console.log(error instanceof RolecallError && error.code);
}
`;

let project: PackedProject;
before(async () => {
  project = await createPackedProject();
  writeFileSync(join(project.folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(project.folder, "program.ts"), PROGRAM);
  const required = 'const { startRolecall } = require("rolecall");\nconsole.log(typeof startRolecall);\n';
  writeFileSync(join(project.folder, "required.cjs"), required);
});
after(() => project?.close());

test("its types stand alone: a strict program compiles against them, and none names a package of ours", () => {
  const types = join(ROOT, "node_modules/@types");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "esnext", "--types", "node"];
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, ...options, "--typeRoots", types, "program.ts"], {
    cwd: project.folder,
    stdio: "pipe",
  });
  const folder = join(project.folder, "node_modules/rolecall/dist/types");
  const naming = globSync("**/*.d.ts", { cwd: folder }).filter((file) =>
    /from "@rolecall\//.test(readFileSync(join(folder, file), "utf8")),
  );
  assert.deepEqual(naming, []);
});

const node24 = findNode24();
const NODES = [
  { version: process.versions.node, folder: OWN_NODE_FOLDER, missing: undefined },
  { version: node24.version, folder: node24.folder ?? "", missing: node24.missing },
];

for (const { version, folder, missing } of NODES)
  test(`it is imported, and required, on Node ${version}`, { skip: missing ?? false }, async () => {
    const imported = await project.run(folder, "node", ["program.ts"]);
    assert.deepEqual([imported.code, imported.stderr], [0, ""]);
    assert.equal(imported.stdout, "AKIAANAANAANAANAANAA on\nstart\n");
    const required = await project.run(folder, "node", ["required.cjs"]);
    assert.equal(required.stdout, "function\n", required.stderr);
  });
