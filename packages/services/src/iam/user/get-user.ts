import type { User } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { callersAccount } from "../account/account-record.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { existing } from "../subject.ts";
import { passwordLastUsed, userToWireInFull } from "./user-shape.ts";

/**
 * Without UserName: the caller's own user; root gets the root user.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
 */
export const getUser = iam.read("GetUser", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    if (target.kind === "root") return { User: await rootUser(call) };
    const user = existing(target);
    return { User: { ...userToWireInFull(user), ...(await passwordLastUsed(call.tx, user.id)) } };
  },
});

/** AWS shows the root user without a name and a path, though its contract requires them. */
async function rootUser(call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">): Promise<User> {
  const account = await callersAccount(call);
  const user: Omit<User, "Path" | "UserName"> = {
    UserId: account.id,
    Arn: formatArn("root", { accountId: account.id }),
    CreateDate: new Date(account.createdAt),
    ...(await passwordLastUsed(call.tx, account.id)),
  };
  return user as User;
}
