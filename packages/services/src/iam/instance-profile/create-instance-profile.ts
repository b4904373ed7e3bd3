import { newTags, tagsToWire } from "@rolecall/operations";
import { iam } from "../define.ts";
import { NEW_PROFILE, TAGGED_PROFILE } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newInstanceProfile } from "../on.ts";
import { instanceProfileToWire } from "./instance-profile-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
export const createInstanceProfile = iam.write("CreateInstanceProfile", {
  on: newInstanceProfile,
  perform: async ({ call }) => {
    const { input, tx, env } = call;
    const tags = newTags(input.Tags, TAGGED_PROFILE, env);
    const profile = { ...(await newEntity(call, NEW_PROFILE, input.InstanceProfileName)), tags };
    await tx.instanceProfiles.insert(profile);
    const shown = await instanceProfileToWire(tx, profile);
    return { InstanceProfile: { ...shown, ...(tags.length > 0 && { Tags: tagsToWire(tags) }) } };
  },
});
