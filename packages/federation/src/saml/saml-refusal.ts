/** Why a document of an identity provider is refused. What is answered to it, and by which code, is the service's to say. */
export type SamlRefusalReason =
  /** It is not a document of the form that SAML 2.0 and AWS ask for. */
  | "malformed"
  /** The assertion has no signature of its own. */
  | "unsigned"
  /** A signature is not one of the provider's, or not over what it should be. */
  | "signature"
  /** The assertion is somebody else's than the provider's. */
  | "issuer"
  /** What it says was good until a time that is over. */
  | "expired"
  /** It was issued too long ago to be redeemed. */
  | "old"
  /** It is good from a time on that is to come. */
  | "early"
  /** It was made for somebody else. */
  | "audience"
  | "recipient"
  /** The provider says itself that nobody was authenticated. */
  | "status"
  /** The role and the provider are no pair that the assertion names. */
  | "role"
  /** What the session is to be like is not said, or in no form that is taken. */
  | "noSessionName"
  | "sessionName"
  | "sourceIdentity"
  | "duration"
  | "tags";

/** Of a message: what it repeats is a stranger's. */
const MESSAGE_LENGTH = 300;

/** A document that is refused. The message says what was wrong and where, for those who run the installation. */
export class SamlRefusal extends Error {
  readonly reason: SamlRefusalReason;

  constructor(reason: SamlRefusalReason, message: string) {
    super(message.slice(0, MESSAGE_LENGTH).replace(/\p{Cc}/gu, " "));
    this.name = "SamlRefusal";
    this.reason = reason;
  }
}

export function malformed(message: string): SamlRefusal {
  return new SamlRefusal("malformed", message);
}
