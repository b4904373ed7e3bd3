/** Where passkeys are good. Source: W3C, Web Authentication Level 3, 5.1.2 "RP ID" and 13.4.9 "Validating the origin". */

export interface RelyingParty {
  /** A host name: passkeys belong to it, and to no other. */
  readonly id: string;
  /** Where browsers may have been asked. */
  readonly origin: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]"]);

/**
 * Of the address that people reach the console by. On this machine itself, which has no name of its own, passkeys belong to `localhost`.
 * @returns undefined where it is an address without a name, of which browsers make no passkey
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | undefined {
  const url = new URL(publicUrl);
  if (LOOPBACK.has(url.hostname)) url.hostname = "localhost";
  const isAddress = url.hostname.startsWith("[") || /^[\d.]+$/.test(url.hostname);
  return isAddress ? undefined : { id: url.hostname, origin: url.origin };
}
