import { testPackedPackage } from "../../../tools/package/packed.test-support.ts";

testPackedPackage(new URL("../", import.meta.url), { imports: [] });
