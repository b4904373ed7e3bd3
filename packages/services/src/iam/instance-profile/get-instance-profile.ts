import { iam } from "../define.ts";
import { instanceProfile } from "../on.ts";
import { instanceProfileToWireInFull } from "./instance-profile-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html */
export const getInstanceProfile = iam.read("GetInstanceProfile", {
  on: instanceProfile,
  perform: async ({ call: { tx }, target }) => ({
    InstanceProfile: await instanceProfileToWireInFull(tx, target),
  }),
});
