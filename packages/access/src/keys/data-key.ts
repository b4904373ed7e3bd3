/** What can be told of data keys by their records. */
import { type KeyRing, keyIdOf, newKey, openKey, sealKey } from "@rolecall/credentials";
import type { DataKeyRecord, EpochMilliseconds } from "@rolecall/store";

/** Announced ones open already and seal later; retired ones open what they sealed. */
export type DataKeyState = "announced" | "sealing" | "retired";

export function dataKeyState({ sealsSince, retiredAt }: DataKeyRecord): DataKeyState {
  if (retiredAt !== undefined) return "retired";
  return sealsSince === undefined ? "announced" : "sealing";
}

/** The first key of an installation, for its store to keep before anything is sealed by it. */
export function firstDataKey(masters: KeyRing, createdAt: EpochMilliseconds): DataKeyRecord {
  const { current, random } = masters;
  const key = newKey(random);
  return {
    keyId: keyIdOf(key),
    seals: sealKey(key, [current], random),
    createdAt,
    sealsSince: createdAt,
  };
}

/** Whether a master key of the ring opens it. */
export function isOpenedBy(masters: KeyRing, { keyId, seals }: DataKeyRecord): boolean {
  return openKey(masters, keyId, seals) !== undefined;
}
