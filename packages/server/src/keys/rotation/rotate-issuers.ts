import { rotateIssuerKeys } from "../../issuers/rotate-issuer-keys.ts";
import { openRing } from "./reseal.ts";
import type { Rotating } from "./rotating.ts";

/**
 * Makes the next keys of the accounts that issue web identity tokens, before their schedule does: they are shown from now on, and sign in a
 * day. Where such a key waits already, it is the next one.
 */
export async function rotateIssuers(rotating: Rotating): Promise<void> {
  const { store, clock: now, say } = rotating;
  const keyRing = await openRing(rotating);
  const made = await rotateIssuerKeys(
    { store, keyRing, now },
    (keys, algorithm, time) =>
      keys.some((key) => key.algorithm === algorithm) &&
      !keys.some((key) => key.algorithm === algorithm && key.signsFrom > time),
  );
  say(
    made === 0
      ? "No account issues web identity tokens whose next keys are not there."
      : `${made} keys of accounts that issue web identity tokens: shown from now on, they sign in a day`,
  );
}
