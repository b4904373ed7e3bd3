import { rolecall } from "../define.ts";
import { instanceToWire } from "./instance-shape.ts";
import { noProfile } from "./no-profile.ts";
import { instance } from "./on.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateIamInstanceProfile.html */
export const disassociateInstanceProfile = rolecall.write("DisassociateInstanceProfile", {
  on: instance,
  perform: async ({ call: { tx }, target: record }) => {
    const { instanceProfileId, ...changed } = record;
    if (instanceProfileId === undefined) throw noProfile(record);
    await tx.instances.update(changed);
    return { Instance: await instanceToWire(tx, changed) };
  },
});
