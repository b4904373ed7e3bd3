import { listingTags, type Operation, tagging, untagging } from "@rolecall/operations";
import { iam } from "../define.ts";
import { TAGGED_DEVICE } from "../kinds.ts";
import { createVirtualMfaDevice } from "./create-virtual-mfa-device.ts";
import { deactivateMfaDevice } from "./deactivate-mfa-device.ts";
import { deleteVirtualMfaDevice } from "./delete-virtual-mfa-device.ts";
import { enableMfaDevice } from "./enable-mfa-device.ts";
import { getMfaDevice } from "./get-mfa-device.ts";
import { listMfaDevices } from "./list-mfa-devices.ts";
import { listVirtualMfaDevices } from "./list-virtual-mfa-devices.ts";
import { resyncMfaDevice } from "./resync-mfa-device.ts";

export const mfaOperations: readonly Operation[] = [
  createVirtualMfaDevice,
  enableMfaDevice,
  resyncMfaDevice,
  deactivateMfaDevice,
  deleteVirtualMfaDevice,
  getMfaDevice,
  listMfaDevices,
  listVirtualMfaDevices,
  iam.write("TagMFADevice", tagging(TAGGED_DEVICE)),
  iam.write("UntagMFADevice", untagging(TAGGED_DEVICE)),
  iam.read("ListMFADeviceTags", listingTags(TAGGED_DEVICE)),
];
