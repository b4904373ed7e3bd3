import type { Credentials } from "@rolecall/contracts/sts";
import { issueSession, type SessionClaims } from "@rolecall/credentials";
import type { Environment } from "@rolecall/operations";
import type { EpochMilliseconds } from "@rolecall/store";

/** The times of a session, in whole seconds as tokens carry them. */
export interface Validity {
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}

export function validFrom(now: EpochMilliseconds, durationSeconds: number): Validity {
  const issuedAtSeconds = Math.floor(now / 1000);
  return { issuedAtSeconds, expiresAtSeconds: issuedAtSeconds + durationSeconds };
}

/** Temporary credentials as STS answers them. Nothing is stored: the token carries the session. */
export function issueCredentials({ keyRing, random }: Environment, claims: SessionClaims): Credentials {
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(keyRing, claims, random);
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(claims.expiresAtSeconds * 1000),
  };
}
