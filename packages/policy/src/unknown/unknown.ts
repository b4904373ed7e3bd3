/** In place of a value that nobody knows. A key that a request is known not to have is `undefined` instead. */
export const UNKNOWN: unique symbol = Symbol("unknown");

export type Unknown = typeof UNKNOWN;
