import type { Credentials } from "@rolecall/contracts/sts";
import { issueSession, SESSION_TOKEN_MAX_LENGTH, type SessionClaims } from "@rolecall/credentials";
import type { EpochMilliseconds } from "@rolecall/store";
import type { Environment } from "../environment.ts";

/** The times of a session, in whole seconds as tokens carry them. */
export interface Validity {
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

export function validFrom(now: EpochMilliseconds, durationSeconds: number): Validity {
  const issuedAtSeconds = Math.floor(now / 1000);
  return { issuedAtSeconds, expiresAtSeconds: issuedAtSeconds + durationSeconds };
}

/** What the answers of all operations that give temporary credentials have in common. */
export interface Issued {
  readonly Credentials: Credentials;
  /** Characters of the session token. */
  readonly SessionTokenSize: number;
  /** The same in percent of the longest token that is ever taken. */
  readonly SessionTokenUtilization: number;
}

/**
 * Temporary credentials as STS answers them, and how long their token is. Nothing is stored: the token carries the session. AWS's
 * longest token has 4,096 characters; Rolecall's, which are not compressed, may be longer.
 */
export function issueCredentials(
  { keyRing, random }: Environment,
  claims: SessionClaims,
  input: { readonly MinimumSessionTokenSize?: number | undefined },
): Issued {
  const options = { random, minimumLength: input.MinimumSessionTokenSize };
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(keyRing, claims, options);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(claims.expiresAtSeconds * 1000),
    },
    SessionTokenSize: sessionToken.length,
    SessionTokenUtilization: Math.ceil((100 * sessionToken.length) / SESSION_TOKEN_MAX_LENGTH),
  };
}
