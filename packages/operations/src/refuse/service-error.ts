/**
 * An error that the operation's contract declares. The protocol turns it into bytes; its HTTP status is the contract's.
 * Services make them with what `defineErrors` gives.
 */
export class ServiceError extends Error {
  readonly code: string;
  /** The members of the error's shape besides its message. */
  readonly details: Readonly<Record<string, unknown>> | undefined;
  constructor(code: string, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.details = details;
  }
}
