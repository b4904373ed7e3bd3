import type { KeyRing } from "../key-ring.ts";
import { openBox, sealBox } from "../sealed-box.ts";
import type { TotpSeed } from "./totp.ts";

/** Whose seed it is. A serial number is unique in its account alone. */
export interface SeedPlace {
  readonly accountId: string;
  readonly serialNumber: string;
}

/** Seals a seed for storage. It opens for the same device of the same account alone, so that records cannot be swapped. */
export function sealTotpSeed(ring: KeyRing, place: SeedPlace, seed: TotpSeed): Uint8Array {
  return sealBox(ring, labelOf(place), seed);
}

/** Undefined if it was sealed for another device, with a key that is not in the ring, or was tampered with. */
export function openTotpSeed(ring: KeyRing, place: SeedPlace, sealed: Uint8Array): TotpSeed | undefined {
  return openBox(ring, labelOf(place), sealed) as TotpSeed | undefined;
}

/** An account id has 12 digits, so that the two cannot be confused. */
function labelOf({ accountId, serialNumber }: SeedPlace) {
  return { purpose: "seed", context: `${accountId} ${serialNumber}` } as const;
}
