/**
 * Passkeys: alone, where their owner chose so, and beside a password. Source: W3C, Web Authentication Level 3, 7.2 "Verifying an
 * Authentication Assertion"; IAM User Guide, "Passkeys and security keys".
 */
import { type AssertionJson, PasskeyRefusal, readAssertion } from "@rolecall/credentials/passkey";
import type { MfaDeviceRecord } from "@rolecall/store";
import { findOwnerOfDevices } from "../../principal/find-owner-of-devices.ts";
import { refused, SignInRefusal } from "../../refusal.ts";
import type { Attempt, FirstFactor, SecondFactor } from "../method.ts";
import { deviceProof } from "../one-time-code/one-time-code.ts";
import { openPasskeyFlow } from "./passkey-flow.ts";
import { spendAssertion } from "./spend-assertion.ts";

/** Who signs in is whom the passkey keeps: its owner was asked for a PIN, finger or face. */
export const passkey: FirstFactor = {
  takes: ({ passkey: given, password }) => given !== undefined && password === undefined,
  prove: (parts, attempt) =>
    parts.admit(attempt.device.address, async () => {
      const { now } = attempt;
      const { flow, assertion } = read(parts, attempt) ?? {};
      const { relyingParty } = parts;
      const ownerId = assertion?.userHandle && Buffer.from(assertion.userHandle, "base64url").toString();
      if (!ownerId || flow === undefined || flow.ownerId !== undefined || relyingParty === undefined)
        throw refused();
      const principal = await parts.store.read((tx) => findOwnerOfDevices(tx, ownerId));
      const about = { principal, accountId: principal?.account.id };
      const device = principal?.devices.find((each) => isAnswerOf(each, assertion));
      // Whose password was taken away is not to sign in: DeleteLoginProfile closes the console, by whatever way.
      if (principal?.passwordHash === undefined) throw refused(about);
      if (device?.securityKey?.isPasswordless !== true) throw refused(about);
      const answered = { device, assertion, flow, relyingParty, mustVerifyUser: true, now };
      if (!(await spendAssertion(parts, answered))) throw refused(about);
      return { principal, proofs: [deviceProof(device)] };
    }),
};

export const passkeyAsSecondFactor: SecondFactor = {
  kind: "passkey",
  answers: ({ kind }) => kind === "securityKey",
  takes: ({ passkey: given }) => given !== undefined,
  async prove(parts, principal, attempt) {
    const { now } = attempt;
    const { flow, assertion } = read(parts, attempt) ?? {};
    const device = assertion && principal.devices.find((each) => isAnswerOf(each, assertion));
    const { relyingParty } = parts;
    if (
      assertion !== undefined &&
      device !== undefined &&
      flow?.ownerId === principal.ownerId &&
      relyingParty !== undefined
    ) {
      const answered = { device, assertion, flow, relyingParty, mustVerifyUser: false, now };
      if (await spendAssertion(parts, answered)) return deviceProof(device);
    }
    throw new SignInRefusal("MfaRefused", {}, { principal, accountId: principal.account.id });
  },
};

function isAnswerOf({ securityKey }: MfaDeviceRecord, { id }: AssertionJson): boolean {
  return securityKey?.credentialId === id;
}

function read(parts: Parameters<FirstFactor["prove"]>[0], { given, now }: Attempt) {
  if (given.passkey === undefined) return undefined;
  const flow = openPasskeyFlow(parts, given.passkey.flow, now);
  try {
    return { flow, assertion: readAssertion(given.passkey.response) };
  } catch (error) {
    if (error instanceof PasskeyRefusal) return undefined;
    throw error;
  }
}
