import type { Checked, SignatureClaim } from "@rolecall/sigv4";
import type { EpochMilliseconds } from "@rolecall/store";

/** By which clocks clients may sign. */
export interface SigningClocks {
  /** Of the installation: what has a lifetime goes by it. */
  readonly nowMs: EpochMilliseconds;
  /** Of the machine, where the installation's clock was moved away from it. */
  readonly machineClock?: (() => EpochMilliseconds) | undefined;
}

/**
 * Judges when a request was signed. INVARIANT: where nobody can move the clock there is one, and one judgement. Where it was moved, clients
 * sign by clocks that nobody has moved, or by one that a test has moved with it: either will do. What is told of a refusal goes by the
 * machine's clock, since SDKs set theirs by the Date header of the answer.
 */
export function checkByClocks<Claim extends SignatureClaim>(
  check: (nowMs: EpochMilliseconds) => Checked<Claim>,
  { nowMs, machineClock }: SigningClocks,
): Checked<Claim> {
  const checked = check(nowMs);
  if (checked.failure === undefined || machineClock === undefined) return checked;
  return check(machineClock());
}
