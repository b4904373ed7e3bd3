import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { stsService } from "@rolecall/services/sts";
import { readFamilies } from "../installation/read-families.ts";
import { type StsStage, startStsStage } from "./stage.ts";

/** Each operation is denied in AWS's words to who may do nothing, and done for who has the one permission on the one thing. */

const families = await readFamilies<StsStage>(new URL("permissions/", import.meta.url));

let stage: StsStage;
before(async () => {
  stage = await startStsStage();
});
after(() => stage?.stop());

test("every built operation has a row in one family, and no other has", () => {
  const rows = [...families.values()].flatMap(({ operations }) => operations);
  assert.equal(new Set(rows).size, rows.length);
  const expected = [...stsService.operations.keys()];
  assert.deepEqual(rows.toSorted(), expected.toSorted());
});

for (const [name, family] of families) {
  test(`${name}: without the permission an operation is denied, with exactly that permission it is done`, (t) =>
    family.ask(t, stage));
}
