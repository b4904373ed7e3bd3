import { openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { userToWire } from "./user-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export const listUsers = iam.read("ListUsers", {
  on: all("user"),
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await tx.users.outlines(caller.accountId, { ...pager.request, pathPrefix });
    const users = page.items.map((user) => userToWire(user, user.passwordUsedAt));
    return { Users: users, ...pager.marks(page) };
  },
});
