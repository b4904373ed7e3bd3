/** MFA devices as the tests of their family, and of whole stores, have them. */
import { rootUserId } from "@rolecall/names";
import type { MfaAssignment, MfaDeviceRecord } from "../src/records/mfa-device.ts";
import { user } from "./families/users.ts";
import { ACCOUNT, CREATED_AT, LATE, TEXT } from "./samples.ts";
import { boxOf } from "./sealed-boxes.ts";

export function mfaDevice(number: number, more: Partial<MfaDeviceRecord> = {}): MfaDeviceRecord {
  const accountOf = more.accountId ?? ACCOUNT;
  return {
    accountId: accountOf,
    serialNumber: `arn:aws:iam::${accountOf}:mfa/device-${number}`,
    kind: "virtual",
    sealedSeed: new Uint8Array([number, 0, 255]),
    clockSteps: 0,
    tags: [],
    createdAt: CREATED_AT,
    ...more,
  };
}

export function assignedTo(number: number): MfaAssignment {
  return { ownerKind: "user", ownerId: user(number).id, enabledAt: CREATED_AT };
}

export const ROOT: MfaAssignment = { ownerKind: "root", ownerId: rootUserId(ACCOUNT), enabledAt: LATE };

export function securityKey(number: number, more: Partial<MfaDeviceRecord> = {}): MfaDeviceRecord {
  const { sealedSeed: _, ...device } = mfaDevice(number, more);
  const key = {
    credentialId: "Y3I",
    publicKey: "cGs",
    signCount: 7,
    transports: ["usb"],
    isPasswordless: true,
  };
  return {
    ...device,
    kind: "securityKey",
    securityKey: { ...key, certifications: Object.fromEntries([["__proto__", TEXT]]) },
  };
}

export function boxesOf({ accountId: account, serialNumber, sealedSeed }: MfaDeviceRecord) {
  const key = `${account} ${serialNumber}`;
  return boxOf(key, key, sealedSeed);
}
