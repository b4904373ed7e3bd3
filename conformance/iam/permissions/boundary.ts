import { CreateRoleCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import { iamFamily, named, READ_ONLY, TRUST } from "../stage.ts";

const UserName = "permissions-bounded-user";
const RoleName = "permissions-bounded-role";
const condition = { "iam:PermissionsBoundary": READ_ONLY };
const PermissionsBoundary = READ_ONLY;
const onUser = () => ({ ...named("user", UserName), condition });
const onRole = () => ({ ...named("role", RoleName), condition });

export const family = iamFamily({
  prepare: async ({ admin }) => {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  },
  rows: {
    PutUserPermissionsBoundary: { input: { UserName, PermissionsBoundary }, on: onUser },
    DeleteUserPermissionsBoundary: { input: { UserName }, on: onUser },
    PutRolePermissionsBoundary: { input: { RoleName, PermissionsBoundary }, on: onRole },
    DeleteRolePermissionsBoundary: { input: { RoleName }, on: onRole },
  },
});
