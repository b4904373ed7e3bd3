/** Two codes that follow one another: what enables a device, and finds its clock. */
import { presentCodeUse } from "@rolecall/access";
import { findPairStep, openTotpSeed, totpStep } from "@rolecall/credentials";
import type { Call, Preparation } from "@rolecall/operations";
import type { MfaDeviceRecord, WriteTransaction } from "@rolecall/store";
import { deviceChanged, invalidAuthenticationCode } from "./error.ts";

interface PairInput {
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
}

/** Looks at the codes, before the transaction: the worst takes some 12 ms. */
export async function lookAtPair({
  input,
  caller: { accountId },
  store,
  env,
  now,
}: Preparation<PairInput>): Promise<PairLook> {
  const { SerialNumber, AuthenticationCode1: first, AuthenticationCode2: second } = input;
  const { device, use, seed } = await store.read(async (tx) => {
    if (env.keys.isBehind) await env.keys.catchUp(tx);
    const device = await tx.mfaDevices.bySerialNumber(accountId, SerialNumber);
    const use = await tx.mfaCodeUses.of(accountId, SerialNumber);
    return { device, use, seed: device?.sealedSeed && openTotpSeed(env.keyRing, device, device.sealedSeed) };
  });
  if (device?.sealedSeed === undefined) return { sealedSeed: undefined, step: undefined };
  if (seed === undefined) throw new Error(`No key opens the seed of MFA device ${SerialNumber}.`);
  const { clockSteps, sealedSeed } = device;
  const span = { nowMs: now, after: use?.lastPairStep };
  return { sealedSeed, step: findPairStep({ seed, clockSteps }, { first, second }, span) };
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
  { sealedSeed, step }: PairLook,
): Promise<number> {
  if (step === undefined) throw invalidAuthenticationCode();
  if (!isSame(sealedSeed, device.sealedSeed)) throw deviceChanged();
  const use = await presentCodeUse(tx, { ...device, now });
  if (step - 1 <= (use.lastPairStep ?? -1)) throw invalidAuthenticationCode();
  await tx.mfaCodeUses.put({ ...use, lastPairStep: step });
  return step - totpStep(now);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}
