import { iam } from "../define.ts";
import { user } from "../on.ts";
import { checkAssignable } from "./assign-device.ts";
import { lookAtPair, takePair } from "./code-pair.ts";
import { deviceNamed } from "./on.ts";
import { refuseWithoutMfa } from "./refuse-without-mfa.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html */
export const enableMfaDevice = iam.write("EnableMFADevice", {
  on: user,
  prepare: lookAtPair,
  perform: async ({ call, target, prepared }) => {
    const { input, tx, now } = call;
    const owner = { id: target.id, userName: target.name };
    await refuseWithoutMfa(call, owner);
    const device = await deviceNamed(call, input.SerialNumber);
    await checkAssignable(call, device, owner);
    const clockSteps = await takePair(call, device, prepared);
    const assignment = { ownerKind: "user", ownerId: owner.id, enabledAt: now } as const;
    await tx.mfaDevices.update({ ...device, clockSteps, assignment });
    return {};
  },
});
