import type { KeySets } from "@rolecall/federation/key-sets";
import type { AccessTokenVerifiers } from "./access-tokens.ts";

/** Identity providers outside, as far as the installation may ask them. */
export interface OutsideIssuers {
  /** The keys that their tokens are verified with. */
  readonly keySets: KeySets;
  /** Who tells whose access tokens are (Login with Amazon, Facebook). */
  readonly accessTokens: AccessTokenVerifiers;
  /** Whether issuers may stand on this very machine, over plain HTTP. */
  readonly isHttpAllowed: boolean;
  /** Whether their URLs may name a port. */
  readonly isPortAllowed: boolean;
  /**
   * The thumbprint that a provider gets which is registered without one: none where nobody is asked.
   * @throws Error where the host cannot be reached, or may not
   */
  thumbprintsOf(url: string): Promise<readonly string[]>;
}
