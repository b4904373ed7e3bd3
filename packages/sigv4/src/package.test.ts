import { test } from "node:test";
import { assertPackedPackage } from "../../../tools/package/packed.test-support.ts";

test("packed, it is a package that runs the README's program with the bounded cache alone", () => {
  assertPackedPackage(new URL("../", import.meta.url), {
    needs: [new URL("../../bounded-cache/", import.meta.url)],
    imports: ["@rolecall/bounded-cache", "node:crypto"],
  });
});
