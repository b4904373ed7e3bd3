import assert from "node:assert/strict";
import { test } from "node:test";
import { isProductFile, isTestFile, mayImport } from "./import-table.ts";
import { findImports, readSourceFiles, resolveFrom, type SourceFile } from "./source-files.ts";

const files = readSourceFiles();

test("imports are found in every form", () => {
  const text =
    'import a from "x";\nimport {\n  b,\n} from "./y.ts";\nexport type { C } from "z";\nawait import("w");\n';
  assert.deepEqual(
    findImports(text).map(({ specifier, isTypeOnly }) => [specifier, isTypeOnly]),
    [
      ["x", false],
      ["./y.ts", false],
      ["z", true],
      ["w", false],
    ],
  );
});

test("the table refuses what it does not list", () => {
  const may = (room: string, path: string, specifier: string, isTypeOnly = false) =>
    mayImport(room, path, { specifier, isTypeOnly });
  assert.equal(may("policy", "src/index.ts", "node:fs"), false);
  assert.equal(may("services", "src/iam/index.ts", "@rolecall/protocols"), false);
  assert.equal(may("services", "src/iam/index.ts", "@rolecall/store/sqlite"), true);
  assert.equal(may("server", "src/main.ts", "@rolecall/server"), true);
  assert.equal(may("access", "src/index.ts", "@rolecall/managed-policies"), false);
  assert.equal(may("access", "src/index.ts", "@rolecall/managed-policies", true), true);
});

test("every package imports only what the table allows", () => {
  const broken = files
    .filter((file) => isProductFile(file.path))
    .flatMap((file) => {
      const [, packageName = "", ...rest] = file.path.split("/");
      return file.imports
        .filter((imported) => !mayImport(packageName, rest.join("/"), imported))
        .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`);
    });
  assert.deepEqual(broken, [], "See tools/house/import-table.ts: the table lists who may import whom.");
});

test("no relative import leaves its package", () => {
  const broken = files
    .filter((file) => isProductFile(file.path))
    .flatMap((file) =>
      file.imports
        .filter(
          ({ specifier }) =>
            specifier.startsWith(".") && roomOf(resolveFrom(file, specifier)) !== roomOf(file.path),
        )
        .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`),
    );
  assert.deepEqual(broken, [], "Import the package by its name; what it does not export is its own.");
});

test("the product imports nothing of what tests and generators use", () => {
  const broken = files
    .filter((file) => isProductFile(file.path))
    .flatMap((file) =>
      file.imports
        .filter(({ specifier }) => specifier.startsWith(".") && !isProductFile(resolveFrom(file, specifier)))
        .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`),
    )
    .filter((line) => !line.includes("/generated/"));
  assert.deepEqual(broken, []);
});

test("no service imports another", () => {
  const broken = files
    .filter((file) => file.path.startsWith("packages/services/src/") && !isTestFile(file.path))
    .filter((file) => !file.path.startsWith(EXPLAINS_OTHERS))
    .flatMap((file) =>
      file.imports
        .filter(
          ({ specifier }) =>
            specifier.startsWith("../") && serviceOf(resolveFrom(file, specifier)) !== serviceOf(file.path),
        )
        .map(({ specifier, line }) => `${file.path}:${line} imports ${specifier}`),
    );
  assert.deepEqual(broken, [], "Services meet in the store.");
});

/** Who explains requests of other services finds what they are about as those do; none of them knows it (decision 61). */
const EXPLAINS_OTHERS = "packages/services/src/rolecall/explanation/";

test("the folders of access know only those before them", () => {
  const broken = files
    .filter((file) => file.path.startsWith("packages/access/src/") && !isTestFile(file.path))
    .flatMap((file) => file.imports.map((imported) => ({ file, ...imported })))
    .filter(({ file, specifier }) => specifier.startsWith(".") && !isOneWay(file, specifier))
    .map(({ file, specifier, line }) => `${file.path}:${line} imports ${specifier}`);
  assert.deepEqual(broken, [], `The order is ${ACCESS_FOLDERS.join(", ")}.`);
});

/** `packages/policy` */
function roomOf(path: string): string {
  return path.split("/", 2).join("/");
}

/** `packages/services/src/iam` */
function serviceOf(path: string): string {
  return path.split("/", 4).join("/");
}

/** How things are remembered, who calls, what is known of it, its proof, its permissions: each is made of those before it. Types count. */
const ACCESS_FOLDERS = ["cache", "caller", "guardrails", "directory", "authenticate", "authorize"];

function isOneWay(file: SourceFile, specifier: string): boolean {
  const [from, to] = [file.path, resolveFrom(file, specifier)].map((path) => path.split("/")[3] ?? "");
  // The index stands beside the folders and shows what is in them.
  return from === "index.ts" || ACCESS_FOLDERS.indexOf(to ?? "") <= ACCESS_FOLDERS.indexOf(from ?? "");
}
