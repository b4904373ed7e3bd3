import { rolecall } from "../define.ts";
import { rolecallError } from "../error.ts";
import { instanceAndProfile } from "./instance-and-profile.ts";
import { instanceToWire } from "./instance-shape.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateIamInstanceProfile.html */
export const associateInstanceProfile = rolecall.write("AssociateInstanceProfile", {
  on: instanceAndProfile,
  perform: async ({ call: { tx }, target: { record, profile } }) => {
    if (record.instanceProfileId !== undefined)
      throw rolecallError("ConflictException", `The instance ${record.id} has an instance profile already.`);
    const changed = { ...record, instanceProfileId: profile.id };
    await tx.instances.update(changed);
    return { Instance: await instanceToWire(tx, changed) };
  },
});
