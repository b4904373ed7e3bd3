import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { settingsOf } from "../account-settings.ts";
import { iamError } from "../error.ts";

/** @throws FeatureDisabled where the account issues no web identity tokens */
export async function checkEnabled(call: Call<unknown, ReadTransaction>): Promise<void> {
  const { outboundFederation } = await settingsOf(call);
  if (outboundFederation?.isEnabled === true) return;
  const message = `Outbound identity federation is disabled for account ${call.caller.accountId}`;
  throw iamError("FeatureDisabled", message);
}
