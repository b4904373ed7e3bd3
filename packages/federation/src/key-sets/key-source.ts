/** Where key sets come from. The network is somebody else's: it is passed in. */
import { discoveryUrl, readKeySetUrl } from "./discovery.ts";
import { type KeySet, readKeySet } from "./key-set.ts";

/** Whose keys are asked for. */
export interface Issuer {
  /** INVARIANT: another one once the provider was made anew or changed, so that nothing of the old one is used for it. */
  readonly id: string;
  /** Who registered it; accounts share what may be fetched at once. */
  readonly accountId: string;
  /** With its scheme, as the tokens' `iss` has it. */
  readonly url: string;
  /** SHA-1 of certificates that vouch for hosts whose own no public authority signed; 40 hexadecimal digits. */
  readonly thumbprints: readonly string[];
  /** A key set in JSON, of an issuer that is not asked over the network. */
  readonly keySet?: string | undefined;
}

export interface FetchedDocument {
  readonly bytes: Uint8Array;
  /** How long it may be kept, as its sender says. */
  readonly maxAgeSeconds?: number | undefined;
}

export interface FetchOptions {
  readonly thumbprints: readonly string[];
  /** Ends the whole of it. */
  readonly signal: AbortSignal;
}

/** Gets a document. @throws where it may not or cannot be had, whatever the reason */
export type FetchDocument = (url: string, options: FetchOptions) => Promise<FetchedDocument>;

/** An issuer's keys cannot be had now. The reason is for who runs the server, and never for the bearer. */
export class KeysUnavailable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "KeysUnavailable";
  }
}

export interface FetchedKeySet {
  readonly keySet: KeySet;
  readonly maxAgeSeconds?: number | undefined;
}

/** Discovery document and key set together. Milliseconds: AWS's issuers have been seen to have about as long. */
const FETCH_MS = 5_000;

/** @throws KeysUnavailable */
export async function fetchKeySet(issuer: Issuer, fetchDocument: FetchDocument): Promise<FetchedKeySet> {
  const options = { thumbprints: issuer.thumbprints, signal: AbortSignal.timeout(FETCH_MS) };
  const get = async (url: string) => {
    try {
      return await fetchDocument(url, options);
    } catch (error) {
      throw new KeysUnavailable(`${url}: ${error instanceof Error ? error.message : "failed"}`);
    }
  };
  const url = readKeySetUrl((await get(discoveryUrl(issuer.url))).bytes, issuer.url);
  if (url === undefined) throw new KeysUnavailable(`${issuer.url}: no discovery document of this issuer`);
  const { bytes, maxAgeSeconds } = await get(url);
  const keySet = readKeySet(bytes);
  if (keySet === undefined) throw new KeysUnavailable(`${url}: no key set`);
  return { keySet, maxAgeSeconds };
}
