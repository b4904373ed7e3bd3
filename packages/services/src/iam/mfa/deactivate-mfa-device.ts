import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { ownDevice } from "./own-device.ts";
import { refuseWithoutMfa } from "./refuse-without-mfa.ts";

/**
 * A virtual or hardware device is nobody's then, and can be enabled again; a security key, which only its owner can show, is gone.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeactivateMFADevice.html
 */
export const deactivateMfaDevice = iam.write("DeactivateMFADevice", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const { input, tx } = call;
    const owner = identityOf(target);
    await refuseWithoutMfa(call, owner);
    const { assignment: _, ...device } = await ownDevice(call, input.SerialNumber, owner);
    if (device.kind === "securityKey") await tx.mfaDevices.delete(device.accountId, device.serialNumber);
    else await tx.mfaDevices.update(device);
    return {};
  },
});
