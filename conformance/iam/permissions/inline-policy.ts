import { CreateGroupCommand, CreateRoleCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import { DOCUMENT, iamFamily, named, TRUST } from "../stage.ts";

const UserName = "permissions-inline";
const GroupName = UserName;
const RoleName = UserName;
const PolicyName = "inline";
const written = { PolicyName, PolicyDocument: DOCUMENT };
const onUser = () => named("user", UserName);
const onGroup = () => named("group", GroupName);
const onRole = () => named("role", RoleName);

export const family = iamFamily({
  prepare: async ({ admin }) => {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateGroupCommand({ GroupName }));
    await admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  },
  rows: {
    PutUserPolicy: { input: { UserName, ...written }, on: onUser },
    PutGroupPolicy: { input: { GroupName, ...written }, on: onGroup },
    PutRolePolicy: { input: { RoleName, ...written }, on: onRole },
    GetUserPolicy: { input: { UserName, PolicyName }, on: onUser },
    GetGroupPolicy: { input: { GroupName, PolicyName }, on: onGroup },
    GetRolePolicy: { input: { RoleName, PolicyName }, on: onRole },
    ListUserPolicies: { input: { UserName }, on: onUser },
    ListGroupPolicies: { input: { GroupName }, on: onGroup },
    ListRolePolicies: { input: { RoleName }, on: onRole },
    DeleteUserPolicy: { input: { UserName, PolicyName }, on: onUser },
    DeleteGroupPolicy: { input: { GroupName, PolicyName }, on: onGroup },
    DeleteRolePolicy: { input: { RoleName, PolicyName }, on: onRole },
  },
});
