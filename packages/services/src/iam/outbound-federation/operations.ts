import type { Operation } from "@rolecall/operations";
import { disableOutboundWebIdentityFederation } from "./disable-outbound-web-identity-federation.ts";
import { enableOutboundWebIdentityFederation } from "./enable-outbound-web-identity-federation.ts";
import { getOutboundWebIdentityFederationInfo } from "./get-outbound-web-identity-federation-info.ts";

export const outboundFederationOperations: readonly Operation[] = [
  enableOutboundWebIdentityFederation,
  disableOutboundWebIdentityFederation,
  getOutboundWebIdentityFederationInfo,
];
