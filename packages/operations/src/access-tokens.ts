import type { AccessTokenIdentity, AccessTokenProvider } from "@rolecall/federation/access-token";

/**
 * Who can tell whose an access token is: its provider alone, by way of a verifier that the installation names.
 * @param from the address that sent it: strangers share by address what is asked at a time
 * @returns undefined where the token is none of the provider's, or no longer good
 * @throws VerifierUnavailable; CommonError throttling where too many wait
 */
export type VerifyAccessToken = (token: string, from: string) => Promise<AccessTokenIdentity | undefined>;

/** Providers without a verifier are not in it: their tokens are refused. */
export type AccessTokenVerifiers = ReadonlyMap<AccessTokenProvider, VerifyAccessToken>;

/** A verifier said nothing that could be used. The reason is for who runs the server, and never for the bearer. */
export class VerifierUnavailable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "VerifierUnavailable";
  }
}
