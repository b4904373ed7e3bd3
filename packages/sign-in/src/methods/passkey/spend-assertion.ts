import {
  type AssertionJson,
  PasskeyRefusal,
  type RelyingParty,
  verifyAssertion,
} from "@rolecall/credentials/passkey";
import type { EpochMilliseconds, MfaDeviceRecord } from "@rolecall/store";
import type { SignInParts } from "../../parts.ts";
import { type PasskeyFlow, spendPasskeyFlow } from "./passkey-flow.ts";

interface Answered {
  readonly device: MfaDeviceRecord;
  readonly assertion: AssertionJson;
  readonly flow: PasskeyFlow;
  readonly relyingParty: RelyingParty;
  readonly mustVerifyUser: boolean;
  readonly now: EpochMilliseconds;
}

/**
 * Whether a device made this answer, now and for the first time. Its counter is written down with it: of two answers with one counter,
 * as a copied authenticator gives, the second is refused on every node.
 */
export async function spendAssertion(
  { store }: Pick<SignInParts, "store">,
  { device, assertion, flow, relyingParty, mustVerifyUser, now }: Answered,
): Promise<boolean> {
  const key = device.securityKey;
  if (key === undefined) return false;
  const expected = { relyingParty, challenge: flow.challenge, mustVerifyUser };
  const signCount = await verifyAssertion(assertion, key, expected).catch((error: unknown) => {
    if (error instanceof PasskeyRefusal) return undefined;
    throw error;
  });
  if (signCount === undefined) return false;
  return store.write(async (tx) => {
    const present = await tx.mfaDevices.bySerialNumber(device.accountId, device.serialNumber);
    const { securityKey, assignment } = present ?? {};
    if (present === undefined || securityKey?.credentialId !== key.credentialId) return false;
    if (assignment?.enabledAt !== device.assignment?.enabledAt) return false;
    const isCopy = signCount <= securityKey.signCount && (signCount > 0 || securityKey.signCount > 0);
    if (isCopy || !(await spendPasskeyFlow(tx, flow, now))) return false;
    if (signCount !== securityKey.signCount)
      await tx.mfaDevices.update({ ...present, securityKey: { ...securityKey, signCount } });
    return true;
  });
}
