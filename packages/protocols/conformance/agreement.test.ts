import { ok } from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "@rolecall/contracts";
import { checkAgreement } from "./agreement.ts";

for (const service of serviceNames) {
  test(`every operation of ${service} reads and writes what the AWS SDK does`, async () => {
    ok((await checkAgreement(service, { runs: 4 })) > 0);
  });
}
