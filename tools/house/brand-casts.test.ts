import assert from "node:assert/strict";
import { test } from "node:test";
import { readSourceFiles } from "./source-files.ts";

/** Files outside `names` that may say of a text what it is: the store's edge, which reads what it wrote. */
const MAX_FILES = 3;

const files = readSourceFiles().filter(({ path }) => path !== "tools/house/brand-casts.test.ts");
const inNames = (path: string) => path.startsWith("packages/names/");

/** The types of `names` that are text with a brand. */
const BRANDS = files
  .filter(({ path }) => inNames(path))
  .flatMap(({ text }) => [...text.matchAll(/__brand: "(\w+)"/g)].map((match) => match[1] ?? ""));

/** `x as Arn`, `x as RoleRecord["id"]`. */
function findCasts(text: string): readonly string[] {
  const cast = new RegExp(`\\bas (?:${BRANDS.join("|")})\\b|\\bas [A-Z]\\w*(?:Record|Claims)\\[`);
  return text
    .split("\n")
    .filter((line) => !line.startsWith("import ") && cast.test(line))
    .map((line) => line.trim());
}

test("names brands ids and ARNs", () => {
  assert.deepEqual(BRANDS.toSorted(), [
    "AccessKeyId",
    "AccountId",
    "Arn",
    "CertificateSubjectId",
    "CreateAccountRequestId",
    "HandshakeId",
    "InstanceId",
    "OrganizationId",
    "OrganizationPolicyId",
    "OrganizationalUnitId",
    "ResponsibilityTransferId",
    "RevocationListId",
    "RolesAnywhereProfileId",
    "RootId",
    "TaskId",
    "TrustAnchorId",
    "UniqueId",
  ]);
});

test("a cast would be found", () => {
  assert.deepEqual(
    findCasts('const arn = text as Arn;\nconst id = (x as string as RoleRecord["id"]);\nas Arnold'),
    ["const arn = text as Arn;", 'const id = (x as string as RoleRecord["id"]);'],
  );
});

test("ids and ARNs are made by names, and cast nowhere but at the store's edge", () => {
  const found = files
    .filter(({ path }) => !inNames(path))
    .map(({ path, text }) => ({ path, casts: findCasts(text) }))
    .filter(({ casts }) => casts.length > 0);
  assert.deepEqual(
    found.filter(({ path }) => !path.startsWith("packages/store/")),
    [],
    "Use a maker (toArn) where the text was checked, a guard (isArn) where it was not.",
  );
  assert.ok(found.length <= MAX_FILES, JSON.stringify(found));
});
