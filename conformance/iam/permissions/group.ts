import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named } from "../stage.ts";

const GroupName = "permissions-group";
const UserName = "permissions-member";
const onGroup = () => named("group", GroupName);

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    CreateGroup: { input: { GroupName }, on: () => arn(`group/${GroupName}`) },
    GetGroup: { input: { GroupName }, on: onGroup },
    ListGroups: { input: {}, on: () => arn("group/") },
    AddUserToGroup: { input: { GroupName, UserName }, on: onGroup },
    ListGroupsForUser: { input: { UserName }, on: () => named("user", UserName) },
    RemoveUserFromGroup: { input: { GroupName, UserName }, on: onGroup },
    UpdateGroup: {
      input: { GroupName, NewGroupName: `${GroupName}-2` },
      on: () => [onGroup(), arn(`group/${GroupName}-2`)],
    },
    DeleteGroup: { input: { GroupName: `${GroupName}-2` }, on: () => named("group", `${GroupName}-2`) },
  },
});
