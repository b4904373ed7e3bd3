import { iamFamily } from "../stage.ts";

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    EnableOutboundWebIdentityFederation: { input: {} },
    GetOutboundWebIdentityFederationInfo: { input: {} },
    DisableOutboundWebIdentityFederation: { input: {} },
    SetSecurityTokenServicePreferences: { input: { GlobalEndpointTokenVersion: "v2Token" } },
  },
});
