import type { Call } from "@rolecall/operations";
import type { MfaDeviceRecord, ReadTransaction } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";
import { checkQuota } from "../quotas.ts";
import { deviceTaken } from "./error.ts";

/** @throws EntityAlreadyExists where somebody has the device; LimitExceeded where its owner would have too many */
export async function checkAssignable(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  { assignment }: Pick<MfaDeviceRecord, "assignment">,
  owner: OwnerIdentity,
): Promise<void> {
  if (assignment !== undefined)
    throw deviceTaken(assignment.ownerId === owner.id ? owner.userName : undefined);
  checkQuota(call.env, "MFADevicesPerUser", (await call.tx.mfaDevices.ofOwner(owner.id)).length);
}
