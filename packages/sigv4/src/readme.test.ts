import { test } from "node:test";
import { assertReadmeProgram } from "../../../tools/package/readme.test-support.ts";

test("the program in the README prints what the README says", () => {
  assertReadmeProgram(new URL("../", import.meta.url));
});
