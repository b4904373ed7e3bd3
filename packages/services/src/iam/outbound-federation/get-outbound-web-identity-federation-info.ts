import { anything } from "@rolecall/operations";
import { issuerUrl } from "@rolecall/operations/issuer";
import { iam } from "../define.ts";
import { checkEnabled } from "./check-enabled.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html */
export const getOutboundWebIdentityFederationInfo = iam.read("GetOutboundWebIdentityFederationInfo", {
  on: anything,
  perform: async ({ call }) => {
    await checkEnabled(call);
    return { IssuerIdentifier: issuerUrl(call.env, call.caller.accountId), JwtVendingEnabled: true };
  },
});
