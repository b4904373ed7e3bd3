/** OAuth access tokens in the place of ID tokens. Source: STS API Reference, AssumeRoleWithWebIdentity, ProviderId. */

import { federatedCaller } from "@rolecall/access";
import {
  type AccessTokenProvider,
  accessTokenKeys,
  isAccessTokenProvider,
} from "@rolecall/federation/access-token";
import { type Proving, type ServiceError, VerifierUnavailable } from "@rolecall/operations";
import { stsError } from "./error.ts";
import type { ProvenCaller } from "./proven-caller.ts";

/** Whose token it is, and the application that it was given to. */
interface AccessTokenBearer {
  readonly who: Pick<ProvenCaller, "kind" | "principal" | "provider" | "subject" | "claims" | "keptKeys">;
  readonly audience: string;
}

/**
 * An access token says nothing to anybody but its provider, who is asked through the verifier that the installation names.
 * @throws InvalidIdentityToken where the provider takes it for none of its own, and where there is no verifier; IDPCommunicationError
 */
export async function proveAccessToken(
  providerId: string,
  token: string,
  { env, request }: Proving<unknown>,
): Promise<AccessTokenBearer> {
  const verify = isAccessTokenProvider(providerId)
    ? env.outsideIssuers.accessTokens.get(providerId)
    : undefined;
  if (verify === undefined || !isAccessTokenProvider(providerId)) throw unverifiable(providerId);
  const identity = await verify(token, request.sourceIp).catch((error: unknown) => {
    throw error instanceof VerifierUnavailable ? unavailable(providerId, error) : error;
  });
  if (identity === undefined) throw notOfProvider(providerId);
  const keys = accessTokenKeys(providerId, identity);
  return {
    who: {
      ...federatedCaller({ provider: providerId, subject: identity.userId, claims: keys }),
      keptKeys: keys,
    },
    audience: identity.appId,
  };
}

/** Recorded for Amazon; Facebook's is worded after it. */
const NAMES: Readonly<Record<AccessTokenProvider, string>> = {
  "www.amazon.com": "Login With Amazon",
  "graph.facebook.com": "Facebook",
};

function notOfProvider(provider: AccessTokenProvider): ServiceError {
  return stsError("InvalidIdentityToken", `Provided Token is not a ${NAMES[provider]} token`);
}

function unverifiable(providerId: string): ServiceError {
  if (isAccessTokenProvider(providerId)) {
    const remedy = `An access token of ${providerId} was refused: nobody is named who verifies them (--access-token-verifiers).`;
    return notOfProvider(providerId).withRemedy(remedy);
  }
  return stsError(
    "InvalidIdentityToken",
    `Provided Token is not a token of ${providerId} that can be verified here`,
  );
}

/** In the model's words: AWS's own are not recorded. */
function unavailable(provider: AccessTokenProvider, { message }: VerifierUnavailable): ServiceError {
  return stsError(
    "IDPCommunicationError",
    "The request could not be fulfilled because the identity provider (IDP) that was asked to verify the incoming identity token could not be reached.",
  ).withRemedy(`Access tokens of ${provider} cannot be verified: ${message}`);
}
