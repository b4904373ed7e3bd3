import { iam } from "../define.ts";
import { NEW_GROUP } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newGroup } from "../on.ts";
import { groupToWire } from "./group-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const createGroup = iam.write("CreateGroup", {
  on: newGroup,
  perform: async ({ call }) => {
    const group = await newEntity(call, NEW_GROUP, call.input.GroupName);
    await call.tx.groups.insert(group);
    return { Group: groupToWire(group) };
  },
});
