/** What a request may be at most. The server enforces the first two at the edge, before anything is parsed. */
export const limits = {
  bodyBytes: 1_048_576,
  /** Request line and headers together. */
  headerBytes: 32_768,
  /** Of a form body and a query string together. */
  parameters: 10_000,
  /** Levels of free JSON. */
  depth: 64,
  /** Levels of nested names of Query parameters; no contract has more than eight. */
  nameDepth: 12,
  /**
   * Characters of a value that is longer than its contract allows and is still held against its pattern: some of AWS's
   * patterns take time that grows with the square of the length.
   */
  patternLength: 4_096,
  /** Broken constraints that one message counts and lists, as IAM was recorded to. */
  violations: 10,
  /** Characters of a value that a message repeats. */
  shownValueLength: 1_024,
  /** Characters of an error's message, whatever it repeats of the request: an encoding may make eight bytes of each. */
  messageLength: 16_384,
} as const;
