/** Why a web identity token is refused, in AWS's words. */

/** As the contract of AssumeRoleWithWebIdentity spells them. */
export type TokenRefusalCode = "InvalidIdentityToken" | "ExpiredTokenException";

/** A token that proves nothing. What is told to the bearer is in `message`; what was wrong in truth is for who runs the server. */
export class TokenRefusal extends Error {
  readonly code: TokenRefusalCode;
  /** One sentence; never a part of the token, which is a secret. */
  readonly reason: string;
  constructor(code: TokenRefusalCode, message: string, reason: string) {
    super(message);
    this.name = "TokenRefusal";
    this.code = code;
    this.reason = reason;
  }
}

/** The words that cover an unknown provider and a wrong audience alike, since July 2026 (recorded). */
export function notValidated(reason: string): TokenRefusal {
  return invalid(
    "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.",
    reason,
  );
}

/** Of whatever is no signed JSON Web Token of the kind that is taken (recorded). */
export function notJwt(reason: string): TokenRefusal {
  return invalid(
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    reason,
  );
}

/** The two spaces are AWS's (recorded); it says the same of an issuer that cannot be reached. */
export function noVerificationKey(reason: string): TokenRefusal {
  return invalid(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
    reason,
  );
}

export function invalid(message: string, reason: string = message): TokenRefusal {
  return new TokenRefusal("InvalidIdentityToken", message, reason);
}

export function expired(message: string): TokenRefusal {
  return new TokenRefusal("ExpiredTokenException", message, message);
}
