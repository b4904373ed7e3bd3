import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named } from "../stage.ts";

const UserName = "permissions-key";
const onUser = () => named("user", UserName);

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    CreateAccessKey: { input: { UserName }, on: onUser },
    ListAccessKeys: { input: { UserName }, on: onUser },
    GetAccessKeyLastUsed: {
      input: (_, { CreateAccessKey: { AccessKey } }) => ({ AccessKeyId: AccessKey.AccessKeyId }),
      on: () => arn(`user/${UserName}`),
    },
    UpdateAccessKey: {
      input: (_, { CreateAccessKey: { AccessKey } }) => ({
        UserName,
        AccessKeyId: AccessKey.AccessKeyId,
        Status: "Inactive",
      }),
      on: onUser,
    },
    DeleteAccessKey: {
      input: (_, { CreateAccessKey: { AccessKey } }) => ({ UserName, AccessKeyId: AccessKey.AccessKeyId }),
      on: onUser,
    },
  },
});
