/** Two codes that follow one another: what enables a device, and finds its clock. */
import { countPairLook, presentCodeUse } from "@rolecall/access";
import { findPairStep, openTotpSeed, totpStep } from "@rolecall/credentials";
import type { Call, Preparation } from "@rolecall/operations";
import type { MfaDeviceRecord, WriteTransaction } from "@rolecall/store";
import { deviceChanged, invalidAuthenticationCode } from "./error.ts";

interface PairInput {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}

/** What the codes of an input were found to be. */
export interface PairLook {
  /** What the codes were compared with; undefined where there was no such device, or it shows none. */
  readonly sealedSeed: Uint8Array | undefined;
  /** The step of the second code on the device's clock; undefined where they are no pair. */
  readonly step: number | undefined;
  /** When the span began in which the look was counted. */
  readonly countedFrom?: number;
}

/**
 * Looks at the codes, before the transaction: the worst takes some 12 ms. INVARIANT: they are counted before they are looked at, and
 * none are looked at of a device that is somebody else's than the user's who is named: nobody uses up another's guesses.
 */
export async function lookAtPair(preparation: Preparation<PairInput>): Promise<PairLook> {
  const { input, store, now } = preparation;
  const { SerialNumber, AuthenticationCode1: first, AuthenticationCode2: second } = input;
  const device = await deviceToLookAt(preparation);
  if (device === undefined) return { sealedSeed: undefined, step: undefined };
  const { clockSteps, sealedSeed, seed, accountId } = device;
  if (seed === undefined) throw new Error(`No key opens the seed of MFA device ${SerialNumber}.`);
  const use = await countPairLook(store, { accountId, serialNumber: SerialNumber, now });
  if (use === undefined) return { sealedSeed, step: undefined };
  const step = findPairStep({ seed, clockSteps }, { first, second }, { nowMs: now, after: use.lastPairStep });
  return { sealedSeed, step, countedFrom: use.countedFrom };
}

/** Undefined where there is no such device, it shows no codes, or somebody else has it: the transaction says so. */
function deviceToLookAt({ input, caller: { accountId }, store, env }: Preparation<PairInput>) {
  return store.read(async (tx) => {
    if (env.keys.isBehind) await env.keys.catchUp(tx);
    const device = await tx.mfaDevices.bySerialNumber(accountId, input.SerialNumber);
    if (device?.sealedSeed === undefined) return undefined;
    const { assignment, sealedSeed } = device;
    const owner = assignment && (await tx.users.byName(accountId, input.UserName));
    if (assignment?.ownerId !== owner?.id) return undefined;
    return { ...device, sealedSeed, seed: openTotpSeed(env.keyRing, device, sealedSeed) };
  });
}

/**
 * Takes the codes that were found: neither they nor any before them are good for this again, also once the device was somebody
 * else's meanwhile. They are not spent for sessions (recorded).
 * @returns how many steps the device's clock is ahead
 * @throws InvalidAuthenticationCode; ConcurrentModification where the device was made anew meanwhile
 */
export async function takePair(
  { tx, now }: Pick<Call<unknown, WriteTransaction>, "tx" | "now">,
  device: MfaDeviceRecord,
  { sealedSeed, step, countedFrom }: PairLook,
): Promise<number> {
  if (step === undefined) throw invalidAuthenticationCode();
  if (!isSame(sealedSeed, device.sealedSeed)) throw deviceChanged();
  const use = await presentCodeUse(tx, { ...device, now });
  if (step - 1 <= (use.lastPairStep ?? -1)) throw invalidAuthenticationCode();
  // Right codes were no guess: the look is given back, in the span that it was counted in.
  const looks = use.countedFrom === countedFrom ? Math.max(0, use.looks - 1) : use.looks;
  await tx.mfaCodeUses.put({ ...use, looks, lastPairStep: step });
  return step - totpStep(now);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}
