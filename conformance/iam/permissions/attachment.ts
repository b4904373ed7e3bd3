import { CreateGroupCommand, CreateRoleCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import { iamFamily, named, READ_ONLY, TRUST } from "../stage.ts";

const UserName = "permissions-attached";
const GroupName = UserName;
const RoleName = UserName;
const PolicyArn = READ_ONLY;
const on = (kind: "user" | "group" | "role") => () => named(kind, UserName);
const onWithPolicy = (kind: "user" | "group" | "role") => () => ({
  ...named(kind, UserName),
  condition: { "iam:PolicyARN": PolicyArn },
});

export const family = iamFamily({
  prepare: async ({ admin }) => {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateGroupCommand({ GroupName }));
    await admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  },
  rows: {
    AttachUserPolicy: { input: { UserName, PolicyArn }, on: onWithPolicy("user") },
    AttachGroupPolicy: { input: { GroupName, PolicyArn }, on: onWithPolicy("group") },
    AttachRolePolicy: { input: { RoleName, PolicyArn }, on: onWithPolicy("role") },
    ListAttachedUserPolicies: { input: { UserName }, on: on("user") },
    ListAttachedGroupPolicies: { input: { GroupName }, on: on("group") },
    ListAttachedRolePolicies: { input: { RoleName }, on: on("role") },
    DetachUserPolicy: { input: { UserName, PolicyArn }, on: onWithPolicy("user") },
    DetachGroupPolicy: { input: { GroupName, PolicyArn }, on: onWithPolicy("group") },
    DetachRolePolicy: { input: { RoleName, PolicyArn }, on: onWithPolicy("role") },
  },
});
