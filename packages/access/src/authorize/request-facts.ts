/** What the request brings along besides its input. */
export interface RequestFacts {
  readonly id: string;
  readonly sourceIp: string;
  /** Undefined where the client does not say. */
  readonly userAgent: string | undefined;
  readonly region: string;
  readonly isSecureTransport: boolean;
  /** Whether it was made to STS's endpoint for the whole partition, and not to that of a region. */
  readonly isGlobalEndpoint?: true;
}
