import type { SignatureFailure } from "@rolecall/sigv4";

/** The request did not prove who sent it. The protocol of the service asked decides how that reads on the wire. */
export class AuthenticationError extends Error {
  readonly failure: SignatureFailure;
  constructor(failure: SignatureFailure) {
    super(failure.reason);
    this.name = "AuthenticationError";
    this.failure = failure;
  }
}
