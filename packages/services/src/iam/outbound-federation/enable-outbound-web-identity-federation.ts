import { newIssuerKeyPair } from "@rolecall/credentials";
import { anything } from "@rolecall/operations";
import { addIssuerKey, ISSUER_ALGORITHMS, issuerUrl } from "@rolecall/operations/issuer";
import { changeSettings, settingsOf } from "../account-settings.ts";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";

/**
 * Lets the account issue web identity tokens, by the issuer and the keys that it had before, where it had any.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html
 */
export const enableOutboundWebIdentityFederation = iam.write("EnableOutboundWebIdentityFederation", {
  on: anything,
  prepare: async ({ caller: { accountId }, store }) => {
    const present = await store.read((tx) => tx.issuerKeys.ofAccount(accountId));
    const missing = ISSUER_ALGORITHMS.filter((name) => !present.some(({ algorithm }) => algorithm === name));
    return Promise.all(missing.map(newIssuerKeyPair));
  },
  perform: async ({ call, prepared }) => {
    const { caller, tx, env, now } = call;
    const { accountId } = caller;
    const { outboundFederation } = await settingsOf(call);
    if (outboundFederation?.isEnabled === true) {
      const message = `Outbound identity federation is already enabled for account ${accountId}`;
      throw iamError("FeatureEnabled", message);
    }
    const present = await tx.issuerKeys.ofAccount(accountId);
    for (const pair of prepared) {
      // Another request may have been faster.
      if (present.some(({ algorithm }) => algorithm === pair.algorithm)) continue;
      await addIssuerKey({ tx, keyRing: env.keyRing, now }, pair, { accountId, signsFrom: now });
    }
    await changeSettings(call, { outboundFederation: { isEnabled: true } });
    return { IssuerIdentifier: issuerUrl(env, accountId) };
  },
});
