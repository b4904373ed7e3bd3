/** Data keys as they are kept: sealed by master keys. */
import { type KeyBytes, type KeyRing, keyIdOf, type RingKey } from "./key-ring.ts";
import type { RandomBytes } from "./random-bytes.ts";
import { type BoxLabel, openBox, sealBox } from "./sealed-box.ts";

/** A data key, sealed by each of some master keys: base64url, by the master key's id in decimal. */
export type KeySeals = Readonly<Record<string, string>>;

/** A seal opens for the data key of one id alone, so that records cannot be swapped. */
function labelOf(keyId: number): BoxLabel {
  return { purpose: "key", context: String(keyId) };
}

/** Seals a data key by each of these master keys. */
export function sealKey(key: KeyBytes, masters: Iterable<RingKey>, random: RandomBytes): KeySeals {
  const label = labelOf(keyIdOf(key));
  const seals: Record<string, string> = {};
  for (const current of masters)
    seals[current.id] = sealBox({ current, random }, label, key.bytes).toString("base64url");
  return seals;
}

/**
 * Undefined where none of the master keys is in the ring, or what is sealed is not the key of this id. Never throws.
 * @param keyId what the key has to be called: an AES-GCM box may open under a second key, an id is derived from one
 */
export function openKey(masters: KeyRing, keyId: number, seals: KeySeals): KeyBytes | undefined {
  for (const [masterId, sealed] of Object.entries(seals)) {
    if (!masters.byId.has(Number(masterId))) continue;
    const bytes = openBox(masters, labelOf(keyId), Buffer.from(sealed, "base64url"));
    if (bytes !== undefined && keyIdOf({ bytes }) === keyId) return { bytes };
  }
  return undefined;
}
