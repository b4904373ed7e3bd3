import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import { rolecallService } from "@rolecall/services/rolecall";
import { readFamilies } from "../installation/read-families.ts";
import { type RolecallStage, startRolecallStage } from "./stage.ts";

/** Each operation that is signed is denied in AWS's words to who may do nothing, and done for who has the one permission on the one thing. */

const families = await readFamilies<RolecallStage>(new URL("permissions/", import.meta.url));
const { operations } = await loadContract("rolecall");

let stage: RolecallStage;
before(async () => {
  stage = await startRolecallStage();
});
after(() => stage?.stop());

test("every operation of the contract is built, and each that is signed has a row in one family", () => {
  assert.deepEqual([...rolecallService.operations.keys()].toSorted(), operations.names);
  const rows = [...families.values()].flatMap((family) => family.operations);
  const signed = operations.names.filter((name) => operations.get(name)?.unsigned !== true);
  assert.deepEqual(rows.toSorted(), signed);
});

for (const [name, family] of families) {
  test(`${name}: without the permission an operation is denied, with exactly that permission it is done`, (t) =>
    family.ask(t, stage));
}
