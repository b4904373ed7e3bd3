/**
 * The few ways in which a store fails. They never reach a client as they are, but for "stale": no database has answered for so long
 * that what is remembered is not answered from any more, and its message is a sentence for whoever asks.
 */
export type StoreErrorCode = "conflict" | "unavailable" | "stale";

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}
