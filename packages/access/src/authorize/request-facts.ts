/** What the request brings along besides its input. */
export interface RequestFacts {
  readonly id: string;
  readonly sourceIp: string;
  /** Undefined where the client does not say. */
  readonly userAgent: string | undefined;
  readonly region: string;
  readonly isSecureTransport: boolean;
}
