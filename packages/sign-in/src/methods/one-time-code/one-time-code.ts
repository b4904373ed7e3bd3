import { spendMfaCode } from "@rolecall/access";
import type { MfaDeviceRecord, SignInProof } from "@rolecall/store";
import { SignInRefusal } from "../../refusal.ts";
import type { SecondFactor } from "../method.ts";

/** Devices that are tried with one code. A principal has eight at most. */
const DEVICES_TRIED = 8;

/**
 * A code of an MFA device, good once (docs/decisions/0035). Who has several devices need not say which one it is of: each counts the look.
 */
export const oneTimeCode: SecondFactor = {
  kind: "totp",
  answers: ({ sealedSeed }) => sealedSeed !== undefined,
  takes: ({ mfaCode }) => mfaCode !== undefined,
  async prove({ store, keys }, principal, { given, now }) {
    const { account, ownerId, devices } = principal;
    const accountId = account.id;
    for (const device of devices.filter(oneTimeCode.answers).slice(0, DEVICES_TRIED)) {
      const { serialNumber } = device;
      const code = { accountId, ownerId, serialNumber, code: given.mfaCode ?? "", now };
      if ((await spendMfaCode({ store, keys }, code)) === "good") return deviceProof(device);
    }
    throw new SignInRefusal("MfaRefused", {}, { principal, accountId });
  },
};

/** A session that stands on a device ends when it is nobody's any more, or somebody's anew. */
export function deviceProof({ serialNumber, assignment }: MfaDeviceRecord): SignInProof {
  return { kind: "mfaDevice", serialNumber, enabledAt: assignment?.enabledAt ?? 0 };
}
