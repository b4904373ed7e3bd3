/**
 * When the keys of an issuer sign and are shown. A key is made while the one before it still signs, is shown for a day before it
 * signs, and stays shown until the last token that it signed has ended: whoever keeps a copy of the key set for less than a day never
 * meets a token that it cannot verify.
 */
import type { EpochMilliseconds, IssuerKeyAlgorithm, IssuerKeyRecord } from "@rolecall/store";

/** How long a key signs before the next one does. */
export const SIGNS_FOR_MS = 90 * 86_400_000;
/** How long it is shown before. */
export const SHOWN_BEFORE_MS = 86_400_000;
/** The longest token lives an hour; clocks of verifiers may be behind. */
export const SHOWN_AFTER_MS = 3_600_000 + 300_000;

/** What an issuer signs with. */
export const ISSUER_ALGORITHMS: readonly IssuerKeyAlgorithm[] = ["RS256", "ES384"];

type Keys = readonly IssuerKeyRecord[];

/** The key that signs now; undefined where there is none. */
export function signingKey(
  keys: Keys,
  algorithm: IssuerKeyAlgorithm,
  now: EpochMilliseconds,
): IssuerKeyRecord | undefined {
  return newest(keys.filter((key) => key.algorithm === algorithm && key.signsFrom <= now));
}

/** Those that the key set holds now. */
export function shownKeys(keys: Keys, now: EpochMilliseconds): Keys {
  return keys.filter((key) => isShown(key, now));
}

export function isShown({ shownUntil }: IssuerKeyRecord, now: EpochMilliseconds): boolean {
  return shownUntil === undefined || now < shownUntil;
}

/** Whether it is time to make the next key, or there is none. */
export function isNextKeyDue(keys: Keys, algorithm: IssuerKeyAlgorithm, now: EpochMilliseconds): boolean {
  const last = newest(keys.filter((key) => key.algorithm === algorithm));
  return last === undefined || last.signsFrom + SIGNS_FOR_MS - SHOWN_BEFORE_MS <= now;
}

function newest(keys: Keys): IssuerKeyRecord | undefined {
  return keys.toSorted((left, right) => right.signsFrom - left.signsFrom)[0];
}
