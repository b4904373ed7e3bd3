/**
 * Tries to sign in are counted before they are looked at, in the store, so that all nodes count together and none is told twice. A
 * device that was let in before is counted by itself: whoever locks a name out locks out no one who was ever there.
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
import type { EpochMilliseconds, Store, WriteTransaction } from "@rolecall/store";
import { type TriedIdentity, triedAddressId, triedDeviceId, triedNameId } from "./tried-id.ts";
import {
  ADDRESS_LIMIT,
  countedTry,
  NAME_LIMIT,
  type Standing,
  standingOf,
  type TryLimit,
  withoutTry,
} from "./try-limits.ts";

/** How many that expired are forgotten with each try: more than one adds. */
const FORGOTTEN_AT_A_TIME = 4;

export interface SignInTry {
  readonly identity: TriedIdentity;
  readonly address: string;
  /** Of a device that proved that it was let in as this identity before. */
  readonly deviceId?: string | undefined;
  readonly now: EpochMilliseconds;
}

/**
 * Counts a try. Where it answers "locked" nothing that was sent is to be looked at, and nobody to be told so.
 * @throws StoreError as the store does
 */
export function countTry(store: Store, tried: SignInTry): Promise<Standing> {
  const { now } = tried;
  return store.write(async (tx) => {
    await tx.signInTries.prune(now, FORGOTTEN_AT_A_TIME);
    const own = ownIdOf(tried);
    const addressId = triedAddressId(tried.address);
    const byAddress = await tx.signInTries.byId(addressId);
    // Whoever is known is not kept out by what else comes from there.
    const isAddressLocked = tried.deviceId === undefined && standingOf(byAddress, now) === "locked";
    const before = await tx.signInTries.byId(own);
    const standing = isAddressLocked ? "locked" : standingOf(before, now);
    // A locked address adds nothing to a name, and a locked name nothing to an address: others are there too.
    if (!isAddressLocked) await tx.signInTries.put(countedTry(own, before, { limit: NAME_LIMIT, now }));
    if (tried.deviceId === undefined && (isAddressLocked || standing === "open"))
      await tx.signInTries.put(countedTry(addressId, byAddress, { limit: ADDRESS_LIMIT, now }));
    return standing;
  });
}

/** What was sent was right and not all of it there, such as a second factor: it was no guess. */
export function takeTryBack(store: Store, tried: SignInTry): Promise<void> {
  return store.write(async (tx) => {
    await takeBack(tx, ownIdOf(tried), NAME_LIMIT);
    if (tried.deviceId === undefined) await takeBack(tx, triedAddressId(tried.address), ADDRESS_LIMIT);
  });
}

/** Somebody was let in: what was tried at that name, or by that device, is forgotten. Others' tries from there are not. */
export function forgiveTries(store: Store, tried: SignInTry): Promise<void> {
  return store.write(async (tx) => {
    await tx.signInTries.delete(ownIdOf(tried));
    if (tried.deviceId === undefined) await takeBack(tx, triedAddressId(tried.address), ADDRESS_LIMIT);
  });
}

function ownIdOf({ identity, deviceId }: SignInTry): string {
  return deviceId === undefined ? triedNameId(identity) : triedDeviceId(identity, deviceId);
}

async function takeBack(tx: WriteTransaction, id: string, limit: TryLimit): Promise<void> {
  const before = await tx.signInTries.byId(id);
  if (before === undefined) return;
  const after = withoutTry(before, { limit });
  if (after === undefined) await tx.signInTries.delete(id);
  else await tx.signInTries.put(after);
}
