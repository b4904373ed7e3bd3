import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { deviceToWire } from "./device-shape.ts";
import { onlySecurityKeys } from "./error.ts";
import { ownDevice } from "./own-device.ts";

/** Of security keys alone. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html */
export const getMfaDevice = iam.read("GetMFADevice", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const owner = identityOf(target);
    const device = await ownDevice(call, call.input.SerialNumber, owner);
    if (device.securityKey === undefined) throw onlySecurityKeys();
    return { ...deviceToWire(device, owner), Certifications: device.securityKey.certifications };
  },
});
