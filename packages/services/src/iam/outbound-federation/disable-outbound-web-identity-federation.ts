import { anything } from "@rolecall/operations";
import { changeSettings } from "../account-settings.ts";
import { iam } from "../define.ts";
import { checkEnabled } from "./check-enabled.ts";

/**
 * Ends the issuing of tokens. Those that were issued can be verified as long as they live: keys and pages stay.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DisableOutboundWebIdentityFederation.html
 */
export const disableOutboundWebIdentityFederation = iam.write("DisableOutboundWebIdentityFederation", {
  on: anything,
  perform: async ({ call }) => {
    await checkEnabled(call);
    await changeSettings(call, { outboundFederation: { isEnabled: false } });
    return {};
  },
});
