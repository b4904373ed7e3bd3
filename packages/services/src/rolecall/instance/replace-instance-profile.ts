import { rolecall } from "../define.ts";
import { instanceAndProfile } from "./instance-and-profile.ts";
import { instanceToWire } from "./instance-shape.ts";
import { noProfile } from "./no-profile.ts";

/**
 * The machine gets the new profile's role with its next credentials; those that are out live to their end.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceIamInstanceProfileAssociation.html
 */
export const replaceInstanceProfile = rolecall.write("ReplaceInstanceProfile", {
  on: instanceAndProfile,
  perform: async ({ call: { tx }, target: { record, profile } }) => {
    if (record.instanceProfileId === undefined) throw noProfile(record);
    const changed = { ...record, instanceProfileId: profile.id };
    await tx.instances.update(changed);
    return { Instance: await instanceToWire(tx, changed) };
  },
});
