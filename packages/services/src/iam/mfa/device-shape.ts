import type { MFADevice } from "@rolecall/contracts/iam";
import type { MfaDeviceRecord } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";

/** A device of somebody, as lists show it. Root's has no user name, though the contract requires one. */
export function deviceToWire(
  { serialNumber, assignment }: MfaDeviceRecord,
  { userName }: OwnerIdentity,
): MFADevice {
  const device: Partial<MFADevice> = {
    ...(userName !== undefined && { UserName: userName }),
    SerialNumber: serialNumber,
    ...enableDate(assignment?.enabledAt),
  };
  return device as MFADevice;
}

export function enableDate(enabledAt: number | undefined): { readonly EnableDate?: Date } {
  return enabledAt === undefined ? {} : { EnableDate: new Date(enabledAt) };
}
