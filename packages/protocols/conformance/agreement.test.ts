import { ok } from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "@rolecall/contracts";
import { checkAgreement } from "./agreement.ts";

/** The SDK for JavaScript has no client of these. */
const WITHOUT_CLIENT: ReadonlySet<string> = new Set(["iam-toolbox", "rolecall", "rolesanywhere"]);

for (const service of serviceNames.filter((name) => !WITHOUT_CLIENT.has(name))) {
  test(`every operation of ${service} reads and writes what the AWS SDK does`, async () => {
    ok((await checkAgreement(service, { runs: 4 })) > 0);
  });
}
