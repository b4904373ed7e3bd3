import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { isTestFile } from "./import-table.ts";
import { readSourceFiles } from "./source-files.ts";

const DEFINITION = /\.(?:read|write|open|readUnsigned|writeUnsigned)\(\s*"([A-Z]\w+)"/g;

/** Every file of a service that defines operations, with their names. */
const defining = readSourceFiles()
  .filter(({ path }) => path.startsWith("packages/services/src/") && !isTestFile(path))
  .map(({ path, text }) => ({ path, names: [...text.matchAll(DEFINITION)].map((match) => match[1] ?? "") }))
  .filter(({ names }) => names.length > 0);

/** `ListSSHPublicKeys` → `list-ssh-public-keys` */
function fileNameOf(operation: string): string {
  const words = operation.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2");
  return `${words.toLowerCase()}.ts`;
}

function isRowTable(path: string): boolean {
  return basename(path) === "operations.ts";
}

test("an operation's file goes by its name", () => {
  assert.deepEqual(
    ["DeleteGroup", "ListSSHPublicKeys", "AssumeRoleWithSAML", "GetOpenIDConnectProvider"].map(fileNameOf),
    [
      "delete-group.ts",
      "list-ssh-public-keys.ts",
      "assume-role-with-saml.ts",
      "get-open-id-connect-provider.ts",
    ],
  );
});

test("an operation is a file of its name, or a row in its family's operations.ts", () => {
  const misplaced = defining
    .filter(
      ({ path, names }) => !isRowTable(path) && names.some((name) => fileNameOf(name) !== basename(path)),
    )
    .map(({ path, names }) => `${path}: ${names.join(", ")}`);
  assert.deepEqual(misplaced, []);
  assert.ok(defining.flatMap(({ names }) => names).length > 100);
});

test("no operation is defined twice in a service", () => {
  const seen = new Map<string, string>();
  for (const { path, names } of defining) {
    for (const name of names) {
      const key = `${path.split("/")[3]}:${name}`;
      assert.equal(seen.get(key), undefined, `${key} in ${path}`);
      seen.set(key, path);
    }
  }
});
