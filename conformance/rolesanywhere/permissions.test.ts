import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rolesAnywhereService } from "@rolecall/services/rolesanywhere";
import { readFamilies } from "../installation/read-families.ts";
import { type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** Each operation is denied in AWS's words to who may do nothing, and done for who has exactly its permissions. */

const families = await readFamilies<RolesAnywhereStage>(new URL("permissions/", import.meta.url));

let stage: RolesAnywhereStage;
before(async () => {
  stage = await startRolesAnywhereStage();
});
after(() => stage?.stop());

test("every built operation that is signed has a row in one family, and no other has", () => {
  const rows = [...families.values()].flatMap(({ operations }) => operations);
  assert.equal(new Set(rows).size, rows.length);
  const signed = [...rolesAnywhereService.operations.values()].filter(({ prove }) => prove === undefined);
  assert.deepEqual(rows.toSorted(), signed.map(({ name }) => name).toSorted());
});

for (const [name, family] of families) {
  test(`${name}: without the permission an operation is denied, with exactly that permission it is done`, (t) =>
    family.ask(t, stage));
}
