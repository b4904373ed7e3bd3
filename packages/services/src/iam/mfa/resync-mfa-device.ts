import { iam } from "../define.ts";
import { user } from "../on.ts";
import { lookAtPair, takePair } from "./code-pair.ts";
import { ownDevice } from "./own-device.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResyncMFADevice.html */
export const resyncMfaDevice = iam.write("ResyncMFADevice", {
  on: user,
  prepare: lookAtPair,
  perform: async ({ call, target, prepared }) => {
    const { input, tx } = call;
    const device = await ownDevice(call, input.SerialNumber, target);
    await tx.mfaDevices.update({ ...device, clockSteps: await takePair(call, device, prepared) });
    return {};
  },
});
