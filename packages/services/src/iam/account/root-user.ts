import type { User } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import { passwordLastUsed } from "../user/user-shape.ts";
import { callersAccount } from "./account-record.ts";

/** AWS shows the root user without a name and a path, though its contract requires them. */
export async function rootUser(call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">): Promise<User> {
  const account = await callersAccount(call);
  const user: Omit<User, "Path" | "UserName"> = {
    UserId: account.id,
    Arn: formatArn("root", { accountId: account.id }),
    CreateDate: new Date(account.createdAt),
    ...(await passwordLastUsed(call.tx, account.id)),
  };
  return user as User;
}
