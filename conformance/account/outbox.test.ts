import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  AccountClient,
  PutContactInformationCommand,
  SendPhoneNumberVerificationCommand,
  VerifyPhoneNumberCommand,
} from "@aws-sdk/client-account";
import { clientConfiguration } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ContactInformation } from "./company.ts";

/** The outbox of an installation that keeps nothing. */

let installation: TestInstallation;
let account: AccountClient;
before(async () => {
  installation = await startInstallation(seedWithAdmin(), ["--ephemeral"]);
  account = new AccountClient(clientConfiguration(installation, ADMIN));
});
after(() => installation.stop());

const ask = (path: string, method = "GET") => fetch(`${installation.endpoint}/_rolecall/${path}`, { method });

interface Outbox {
  readonly letters: readonly { readonly to: string; readonly text: string }[];
}

async function letters() {
  return ((await (await ask("outbox")).json()) as Outbox).letters;
}

test("letters are shown where nothing is kept, and gone with a reset", async () => {
  assert.deepEqual(await letters(), []);
  await account.send(new PutContactInformationCommand({ ContactInformation }));
  await account.send(new SendPhoneNumberVerificationCommand({}));
  const [letter, ...others] = await letters();
  assert.deepEqual([letter?.to, others.length], [ContactInformation.PhoneNumber, 0]);
  await account.send(new VerifyPhoneNumberCommand({ Otp: letter?.text.slice(0, 6) }));
  assert.ok(!existsSync(join(installation.dataFolder, "outbox")));
  assert.match(
    ((await (await ask("health")).json()) as { outbox: string }).outbox,
    /GET \/_rolecall\/outbox/,
  );
  assert.equal((await ask("reset", "POST")).status, 204);
  assert.deepEqual(await letters(), []);
});
