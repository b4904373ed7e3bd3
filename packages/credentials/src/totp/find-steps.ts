/** Which step of a device's clock codes belong to. The windows are AWS's, as recorded. */
import { parseTotpCode, type TotpSeed, totpNumber, totpStep } from "./totp.ts";

/** How far the second of two codes may be from where the device's clock is thought to be: about eight hours. */
const PAIR_STEPS_BEHIND = 998;
const PAIR_STEPS_AHEAD = 1_000;

/** How far the one code of a sign-in may be: a minute. */
const STEPS_ASIDE = 2;

/** A device's secret, and where its clock is thought to be. */
export interface TotpDevice {
  readonly seed: TotpSeed;
  /** How many steps its clock is ahead of ours. */
  readonly clockSteps: number;
}

export interface CodePair {
  readonly first: string;
  readonly second: string;
}

interface PairSearch {
  readonly nowMs: number;
  /** The second step of the pair that was taken last: both codes must come after it. */
  readonly after: number | undefined;
}

/**
 * The step of the second of two codes that follow one another; undefined where they are no such codes, or not of these hours. The
 * steps nearest to the device's clock are looked at first. The worst, where nothing fits, is 1,999
 * HMACs, some 12 ms.
 */
export function findPairStep(
  { seed, clockSteps }: TotpDevice,
  { first, second }: CodePair,
  { nowMs, after = -1 }: PairSearch,
): number | undefined {
  const center = totpStep(nowMs) + clockSteps;
  const firstNumber = parseTotpCode(first);
  const secondNumber = parseTotpCode(second);
  if (firstNumber === undefined || secondNumber === undefined) return undefined;
  for (let distance = 0; distance <= PAIR_STEPS_AHEAD; distance++) {
    for (const step of distance === 0 ? [center] : [center - distance, center + distance]) {
      if (step < center - PAIR_STEPS_BEHIND || step - 1 <= after) continue;
      const isPair = totpNumber(seed, step) === secondNumber && totpNumber(seed, step - 1) === firstNumber;
      if (isPair) return step;
    }
  }
  return undefined;
}

/** The step of one code, the earliest first of those that are not spent; undefined where it is of none near the device's clock. */
export function findCodeStep(
  { seed, clockSteps }: TotpDevice,
  code: string,
  { nowMs, spent }: { readonly nowMs: number; readonly spent: readonly number[] },
): number | undefined {
  const center = totpStep(nowMs) + clockSteps;
  const number = parseTotpCode(code);
  for (let step = Math.max(0, center - STEPS_ASIDE); step <= center + STEPS_ASIDE; step++) {
    if (!spent.includes(step) && totpNumber(seed, step) === number) return step;
  }
  return undefined;
}
