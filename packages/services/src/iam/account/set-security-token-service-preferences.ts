import { anything } from "@rolecall/operations";
import { changeSettings } from "../account-settings.ts";
import { iam } from "../define.ts";

const VERSIONS = { v1Token: 1, v2Token: 2 } as const;

/**
 * Says which tokens STS's global endpoint gives: those of version 1 are not taken in regions that the account has opted into.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetSecurityTokenServicePreferences.html
 */
export const setSecurityTokenServicePreferences = iam.write("SetSecurityTokenServicePreferences", {
  on: anything,
  perform: async ({ call }) => {
    await changeSettings(call, {
      globalEndpointTokenVersion: VERSIONS[call.input.GlobalEndpointTokenVersion],
    });
    return {};
  },
});
