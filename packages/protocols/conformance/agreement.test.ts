import { ok } from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "@rolecall/contracts";
import { checkAgreement } from "./agreement.ts";

/** The SDK for JavaScript has no client of IAM Toolbox. */
for (const service of serviceNames.filter((name) => name !== "iam-toolbox")) {
  test(`every operation of ${service} reads and writes what the AWS SDK does`, async () => {
    ok((await checkAgreement(service, { runs: 4 })) > 0);
  });
}
