/** What is sent back. Text goes out as UTF-8; pieces go out as fast as the client takes them. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each a Set-Cookie of its own. */
  readonly cookies?: readonly string[];
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
