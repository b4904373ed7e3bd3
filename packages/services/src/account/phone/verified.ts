import type { AccountDetailsRecord } from "@rolecall/store";

/** Whether the number of the contact is the one that was verified. */
export function isVerified({ contactInformation, phoneVerification }: AccountDetailsRecord): boolean {
  return (
    phoneVerification?.verifiedAt !== undefined &&
    phoneVerification.phoneNumber === contactInformation?.phoneNumber
  );
}
