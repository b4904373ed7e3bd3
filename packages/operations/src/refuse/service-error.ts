/**
 * An error that the operation's contract declares. The protocol turns it into bytes; its HTTP status is the contract's.
 * Services make them with what `defineErrors` gives.
 */
export class ServiceError extends Error {
  readonly code: string;
  /** The members of the error's shape besides its message. */
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** What the person who runs the installation can do about it, for its log; clients are not told. */
  readonly remedy: string | undefined;
  constructor(code: string, message: string, details?: Readonly<Record<string, unknown>>, remedy?: string) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.details = details;
    this.remedy = remedy;
  }

  /** The same error, for who can mend its cause. */
  withRemedy(remedy: string): ServiceError {
    return new ServiceError(this.code, this.message, this.details, remedy);
  }
}
