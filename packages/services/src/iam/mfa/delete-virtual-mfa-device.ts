import { iam } from "../define.ts";
import { deviceInUse } from "./error.ts";
import { virtualDeviceToDelete } from "./on.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteVirtualMFADevice.html */
export const deleteVirtualMfaDevice = iam.write("DeleteVirtualMFADevice", {
  on: virtualDeviceToDelete,
  perform: async ({ call: { tx }, target: { accountId, serialNumber, assignment } }) => {
    if (assignment !== undefined) throw deviceInUse();
    await tx.mfaDevices.delete(accountId, serialNumber);
    return {};
  },
});
