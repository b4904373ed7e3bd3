/** The size of session tokens, newer than the published model. STS API Reference, "AssumeRole". */
import type { ModelMember } from "../model.ts";
import type { Overlay } from "./overlay.ts";

const requested: Readonly<Record<string, ModelMember>> = {
  MinimumSessionTokenSize: { shape: "minimumSessionTokenSizeType" },
};

const answered: Readonly<Record<string, ModelMember>> = {
  SessionTokenUtilization: { shape: "sessionTokenUtilizationType" },
  SessionTokenSize: { shape: "sessionTokenSizeType" },
};

export const stsOverlay: Overlay = {
  members: {
    AssumeRoleRequest: requested,
    AssumeRoleResponse: answered,
    AssumeRoleWithSAMLRequest: requested,
    AssumeRoleWithSAMLResponse: answered,
    AssumeRoleWithWebIdentityRequest: requested,
    AssumeRoleWithWebIdentityResponse: answered,
    AssumeRootRequest: requested,
    AssumeRootResponse: answered,
    GetFederationTokenRequest: requested,
    GetFederationTokenResponse: answered,
    GetSessionTokenRequest: requested,
    GetSessionTokenResponse: answered,
  },
  shapes: {
    minimumSessionTokenSizeType: { type: "integer", max: 4096, min: 0 },
    sessionTokenSizeType: { type: "integer", min: 0 },
    sessionTokenUtilizationType: { type: "integer", min: 0 },
  },
  patternSources: { federatedIdType: "[\\w+=,.@:-]*" },
};
