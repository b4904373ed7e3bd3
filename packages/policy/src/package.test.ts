import { test } from "node:test";
import { assertPackedPackage } from "../../../tools/package/packed.test-support.ts";

test("packed, it is a package that runs the README's program alone", () => {
  assertPackedPackage(new URL("../", import.meta.url), { imports: [] });
});
