/**
 * An error that the client sees: declared by the operation's contract, or one of the errors that every operation may
 * answer. The protocol turns it into bytes; the HTTP status comes from the contract, else from `httpStatus`.
 */
export class ServiceError extends Error {
  readonly code: string;
  /** Wins over the contract's, for errors that no contract declares. */
  readonly httpStatus: number | undefined;
  constructor(code: string, message: string, httpStatus?: number) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

/** HTTP 403 in every protocol. Source: IAM API Reference, "Common Errors". */
export function accessDenied(message: string): ServiceError {
  return new ServiceError("AccessDenied", message, 403);
}
