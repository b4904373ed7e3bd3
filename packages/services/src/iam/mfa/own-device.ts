import type { Call } from "@rolecall/operations";
import type { MfaDeviceRecord, ReadTransaction } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";
import { noSuchDevice } from "./error.ts";
import { deviceNamed } from "./on.ts";

/** @throws NoSuchEntity where there is no such device, or it is not theirs */
export async function ownDevice(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  serialNumber: string,
  { id }: OwnerIdentity,
): Promise<MfaDeviceRecord> {
  const device = await deviceNamed(call, serialNumber);
  if (device.assignment?.ownerId !== id) throw noSuchDevice(serialNumber);
  return device;
}
