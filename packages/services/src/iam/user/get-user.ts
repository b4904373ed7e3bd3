import { rootUser } from "../account/root-user.ts";
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
