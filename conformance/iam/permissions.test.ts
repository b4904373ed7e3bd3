import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { iamService } from "@rolecall/services/iam";
import { readFamilies } from "../installation/read-families.ts";
import { type IamStage, startIamStage } from "./stage.ts";

/** Each operation is denied in AWS's words to who may do nothing, and done for who has the one permission on the one thing. */

const families = await readFamilies<IamStage>(new URL("permissions/", import.meta.url));

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
});
after(() => stage?.stop());

test("every built operation has a row in one family, and no other has", () => {
  const rows = [...families.values()].flatMap(({ operations }) => operations);
  assert.equal(new Set(rows).size, rows.length);
  const expected = [...iamService.operations.keys()];
  assert.deepEqual(rows.toSorted(), expected.toSorted());
});

for (const [name, family] of families) {
  test(`${name}: without the permission an operation is denied, with exactly that permission it is done`, (t) =>
    family.ask(t, stage));
}
