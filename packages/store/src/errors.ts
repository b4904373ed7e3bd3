/** The few ways in which a store fails. They never reach a client as they are. */
export type StoreErrorCode = "conflict" | "unavailable";

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}
