import type { GroupRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { checkQuota } from "../quotas.ts";
import { onNewEntity, ROOT_PATH } from "../requirement.ts";
import { newUniqueId } from "../unique-id.ts";
import { groupToWire } from "./group-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const createGroup = iam.write("CreateGroup", {
  resolve: async () => undefined,
  requires: (call) => {
    const { Path: path, GroupName: name } = call.input;
    return [onNewEntity(call, "iam:CreateGroup", { kind: "group", path, name })];
  },
  perform: async ({ call: { input, caller, tx, env, now } }) => {
    const present = await tx.groups.byName(caller.accountId, input.GroupName);
    if (present !== undefined) throw entityAlreadyExists("group", input.GroupName);
    const { groups } = await tx.accounts.counts(caller.accountId);
    checkQuota(env, "GroupsPerAccount", groups);
    const group: GroupRecord = {
      id: newUniqueId(env, "AGPA"),
      accountId: caller.accountId,
      name: input.GroupName,
      path: input.Path ?? ROOT_PATH,
      createdAt: now,
    };
    await tx.groups.insert(group);
    return { Group: groupToWire(group) };
  },
});
