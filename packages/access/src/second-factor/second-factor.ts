import type { EpochMilliseconds } from "@rolecall/store";

/** What a caller proved besides its signature: a code of an MFA device, which is spent. */
export interface SecondFactor {
  readonly serialNumber: string;
  readonly verifiedAt: EpochMilliseconds;
}
