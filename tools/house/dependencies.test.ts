import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

/** Every dependency has a line in docs/decisions/0002-dependencies.md, and the product none that is not permissive. */

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const readJson = (path: string) => JSON.parse(read(path));

const PERMISSIVE = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"]);

const page = read("docs/decisions/0002-dependencies.md");
/** Names and patterns such as `@aws-sdk/client-*` in the first column. */
const told = [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) =>
  cell!.split(/,\s*/).map((name) => name.replace(/ .*$/, "")),
);

const manifests = ["package.json", ...globSync("{packages/*,bench,conformance}/package.json", { cwd: ROOT })];

const named = manifests.flatMap((file) => {
  const { dependencies, devDependencies, optionalDependencies } = readJson(file);
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies };
  return Object.entries<string>(all)
    .filter(([name]) => !name.startsWith("@rolecall/"))
    .map(([name, version]) => ({ file, name, version }));
});

test("each dependency is told of and pinned", () => {
  assert.ok(named.some(({ name }) => name === "d3-hierarchy"));
  for (const { file, name, version } of named) {
    if (name === "@types/node") continue;
    const isTold = told.some((each) =>
      each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : each === name,
    );
    assert.ok(isTold, `${file}: ${name} has no line in docs/decisions/0002-dependencies.md`);
    assert.match(version, /^\d+\.\d+\.\d+(?:[-+].+)?$/, `${file}: ${name} is not pinned`);
  }
});

test("what the product needs, and what that needs, is under a permissive licence", () => {
  const packages: Readonly<Record<string, Locked>> = readJson("package-lock.json").packages;
  const shipped = Object.entries(packages).filter(
    ([path, { dev, link }]) => path.startsWith("node_modules/") && !dev && !link,
  );
  assert.ok(shipped.length > 10);
  for (const [path, { license = "none" }] of shipped) {
    // Of several to choose from, one is enough: "(MIT OR Apache-2.0)".
    const choices = license.replace(/^\((.*)\)$/, "$1").split(" OR ");
    assert.ok(
      choices.some((each) => PERMISSIVE.has(each)),
      `${path}: ${license}`,
    );
  }
});

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly license?: string;
}
