import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named } from "../stage.ts";

const UserName = "permissions-user";
const onUser = () => named("user", UserName);

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName: "permissions-old" })),
  rows: {
    CreateUser: { input: { UserName }, on: () => arn(`user/${UserName}`) },
    GetUser: { input: { UserName }, on: onUser },
    ListUsers: { input: { PathPrefix: "/" }, on: () => arn("user/") },
    UpdateUser: {
      input: { UserName: "permissions-old", NewUserName: "permissions-new" },
      on: () => [named("user", "permissions-old"), arn("user/permissions-new")],
    },
    DeleteUser: { input: { UserName }, on: onUser },
  },
});
