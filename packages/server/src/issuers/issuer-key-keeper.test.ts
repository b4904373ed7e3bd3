import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { rootCaller } from "@rolecall/access";
import { toAccountId } from "@rolecall/names";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { startIssuerKeyKeeper } from "./issuer-key-keeper.ts";

const ACCOUNT = toAccountId("111111111111");
const DAY_MS = 86_400_000;

let at = Date.UTC(2026, 0, 1);
let installation: Installation;
beforeEach(async () => {
  at = Date.UTC(2026, 0, 1);
  installation = await openTestInstallation({ seed: `accounts: [{ id: "${ACCOUNT}" }]`, clock: () => at });
  await installation.seedAs(rootCaller(ACCOUNT, "AKIAROOTROOTROOTROOT"), {
    service: "iam",
    operation: "EnableOutboundWebIdentityFederation",
    input: {},
  });
});
afterEach(() => installation.close());

const keys = () => installation.store.read((tx) => tx.issuerKeys.ofAccount(ACCOUNT));

/** One look, of as many processes. */
async function look(processes = 1): Promise<string[]> {
  const told: string[] = [];
  const { store, keyRing } = installation;
  const keepers = Array.from({ length: processes }, () =>
    startIssuerKeyKeeper({ store, keyRing, clock: () => at, tell: (message) => told.push(message) }),
  );
  await Promise.all(keepers.map((keeper) => keeper.close()));
  return told;
}

test("the next keys are made a day before they are needed, once, whatever number of processes look", async () => {
  assert.equal((await keys()).length, 2);
  at += 88 * DAY_MS;
  await look();
  assert.equal((await keys()).length, 2);
  at += DAY_MS;
  assert.deepEqual(await look(3), []);
  const made = (await keys()).filter((key) => key.signsFrom === at + DAY_MS);
  assert.deepEqual(made.map((key) => key.algorithm).toSorted(), ["ES384", "RS256"]);
  assert.equal((await keys()).length, 4);
  await look();
  assert.equal((await keys()).length, 4);
});
