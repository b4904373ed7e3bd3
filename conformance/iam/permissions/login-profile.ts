import { CreateLoginProfileCommand, CreateUserCommand } from "@aws-sdk/client-iam";
import { iamFamily, named, PASSWORD } from "../stage.ts";

const UserName = "permissions-password";
const onUser = () => named("user", UserName);

export const family = iamFamily({
  prepare: async ({ admin }) => {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateLoginProfileCommand({ UserName: "nobody", Password: PASSWORD }));
  },
  rows: {
    CreateLoginProfile: { input: { UserName, Password: PASSWORD }, on: onUser },
    GetLoginProfile: { input: { UserName }, on: onUser },
    UpdateLoginProfile: { input: { UserName, Password: `${PASSWORD}-2` }, on: onUser },
    DeleteLoginProfile: { input: { UserName }, on: onUser },
    // It is about the user who asks.
    ChangePassword: {
      input: { OldPassword: PASSWORD, NewPassword: `${PASSWORD}-2` },
      on: () => named("user", "nobody"),
    },
  },
});
