/** What kind of mistake it was. */
export type RolecallErrorCode =
  /** The installation did not start: an option, the seed or the port. */
  | "start"
  /** No such user, or one without keys. */
  | "credentials"
  /** A time that the clock cannot have. */
  | "clock"
  /** It was closed before. */
  | "closed";

/** What whoever wrote the program can put right: the message says in a sentence what is wrong and where. */
export class RolecallError extends Error {
  override readonly name = "RolecallError";
  readonly code: RolecallErrorCode;

  constructor(code: RolecallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
