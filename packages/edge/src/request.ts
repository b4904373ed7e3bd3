/** Lists of values by lower-case name. Safe to index by any name. */
export interface Headers {
  readonly [name: string]: readonly string[] | undefined;
}

/** What is known of a request before its body. */
export interface RequestHead {
  /** The request id that every answer carries. */
  readonly id: string;
  readonly method: string;
  /** The request target before the first "?", as it was sent. */
  readonly rawPath: string;
  /** The request target after the first "?"; "" if it has none. */
  readonly rawQuery: string;
  readonly headers: Headers;
  readonly sourceIp: string;
  readonly isSecureTransport: boolean;
}

export interface WholeRequest extends RequestHead {
  readonly body: Uint8Array;
}

export interface StreamedRequest extends RequestHead {
  /**
   * Pieces as they come; nothing is read ahead of who takes them but one piece. To be gone through once.
   * @throws BodyError from the iteration, where the body breaks a limit, or does not end.
   */
  readonly body: AsyncIterable<Uint8Array>;
}
