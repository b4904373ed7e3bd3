/**
 * Codes of MFA devices, as sign-ins and sessions take them. Each is good once, on every node, and a device is asked few times.
 *
 * INVARIANT: a code is counted and spent in a transaction of its own, which is committed before anything is decided on: a call that is
 * refused for it, or for anything else, takes neither back. INVARIANT: only devices of whoever calls are looked at, so that nobody
 * uses up somebody else's guesses.
 */
import { findCodeStep, openTotpSeed, type TotpSeed } from "@rolecall/credentials";
import type { AccountId, UniqueId } from "@rolecall/names";
import type {
  EpochMilliseconds,
  MfaCodeUseRecord,
  MfaDeviceRecord,
  ReadTransaction,
  Store,
} from "@rolecall/store";
import type { InstallationKeys } from "../keys/installation-keys.ts";
import { LOOKS_A_SPAN, presentCodeUse } from "./code-use.ts";

/** More than are ever near a device's clock at once: five. */
const SPENT_STEPS_KEPT = 16;

/** A code of a device, as somebody sent it who is known. */
export interface MfaCode {
  readonly accountId: AccountId;
  /** The user, or the account for root. */
  readonly ownerId: UniqueId;
  readonly serialNumber: string;
  readonly code: string;
  readonly now: EpochMilliseconds;
}

/** `wrongCode`: also one that is spent, and any that is not looked at since too many were. */
export type MfaVerdict = "good" | "wrongCode" | "unknownDevice";

interface Verifying {
  readonly store: Store;
  readonly keys: InstallationKeys;
}

/**
 * Looks at a code, and spends it where it is good. Reads where the device is not the owner's or has been asked too often; else writes.
 * @throws StoreError as the store does
 */
export async function spendMfaCode({ store, keys }: Verifying, code: MfaCode): Promise<MfaVerdict> {
  const foreseen = await store.read((tx) => standingOf(tx, code));
  if (typeof foreseen === "string") return foreseen;
  return store.write(
    async (tx) => {
      if (keys.isBehind) await keys.catchUp(tx);
      const standing = await standingOf(tx, code);
      if (typeof standing === "string") return standing;
      const { device, use } = standing;
      const seed = openTotpSeed(keys.ring, device, device.sealedSeed);
      if (seed === undefined) throw new Error(`No key opens the seed of MFA device ${device.serialNumber}.`);
      const { spentSteps } = use;
      const step = stepOf(device, seed, { ...code, spent: spentSteps });
      const spent = step === undefined ? spentSteps : newest([...spentSteps, step]);
      await tx.mfaCodeUses.put({ ...use, looks: use.looks + 1, spentSteps: spent });
      return step === undefined ? "wrongCode" : "good";
    },
    { accountId: code.accountId },
  );
}

/** Whether a device is this owner's, such as when its code was good a moment ago. */
export async function hasMfaDevice(
  tx: ReadTransaction,
  { accountId, ownerId, serialNumber }: Pick<MfaCode, "accountId" | "ownerId" | "serialNumber">,
): Promise<boolean> {
  const device = await tx.mfaDevices.bySerialNumber(accountId, serialNumber);
  return device?.assignment?.ownerId === ownerId;
}

/** A device that shows codes, and how often it was asked in the span that goes on. */
interface Standing {
  readonly device: MfaDeviceRecord & { readonly sealedSeed: Uint8Array };
  readonly use: MfaCodeUseRecord;
}

async function standingOf(
  tx: ReadTransaction,
  { accountId, ownerId, serialNumber, now }: MfaCode,
): Promise<Standing | Exclude<MfaVerdict, "good">> {
  const device = await tx.mfaDevices.bySerialNumber(accountId, serialNumber);
  if (device?.assignment?.ownerId !== ownerId) return "unknownDevice";
  // A security key shows no codes.
  const { sealedSeed } = device;
  if (sealedSeed === undefined) return "unknownDevice";
  const use = await presentCodeUse(tx, { accountId, serialNumber, now });
  return use.looks >= LOOKS_A_SPAN ? "wrongCode" : { device: { ...device, sealedSeed }, use };
}

function stepOf(
  { clockSteps }: MfaDeviceRecord,
  seed: TotpSeed,
  { code, now, spent }: MfaCode & { readonly spent: readonly number[] },
): number | undefined {
  return findCodeStep({ seed, clockSteps }, code, { nowMs: now, spent });
}

function newest(steps: readonly number[]): readonly number[] {
  return steps.toSorted((a, b) => a - b).slice(-SPENT_STEPS_KEPT);
}
