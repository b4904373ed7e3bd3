/**
 * Header values by lower-case name, in the order in which they came, repeated headers kept apart. This is what
 * `headersDistinct` of node:http gives. The object has no prototype, or is otherwise safe to index by any name.
 */
export interface HeaderValues {
  readonly [name: string]: readonly string[] | undefined;
}

/** A body whose SHA-256 is known already, so that it need not be read again. Lower-case hexadecimal. */
export interface HashedPayload {
  readonly sha256Hex: string;
}

/** An HTTP request as it was on the wire: nothing in it is decoded or normalised, strings are one character a byte. */
export interface SignedRequest {
  readonly method: string;
  /** The request target before the first "?". */
  readonly rawPath: string;
  /** The request target after the first "?"; "" if it has none. */
  readonly rawQuery: string;
  readonly headers: HeaderValues;
  readonly payload: Uint8Array | HashedPayload;
}

/** The first value of a header, or undefined. Where AWS reads a header that came twice, it reads the first. */
export function firstHeader(headers: HeaderValues, name: string): string | undefined {
  return headers[name]?.[0];
}
