import type { AccessTokenProvider } from "@rolecall/federation/access-token";

/** Who is asked about a provider's access tokens: a server that speaks RFC 7662 and asks the provider in its turn. */
export interface NamedVerifier {
  readonly provider: AccessTokenProvider;
  readonly url: string;
  /** The Authorization header that it wants: `Bearer …`, `Basic …`. */
  readonly authorization?: string | undefined;
}
