import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { user } from "../on.ts";
import { onRenamed } from "../requirement.ts";

/**
 * Renames and moves a user. Its id stays, and with it all that is attached to it and the trust that names it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
 */
export const updateUser = iam.write("UpdateUser", {
  on: user,
  also: (call, found) => [onRenamed(call, "iam:UpdateUser", found, call.input.NewUserName)],
  perform: async ({ call: { input, tx }, target }) => {
    const name = input.NewUserName ?? target.name;
    // Another case of the user's own name is taken, by itself; Terraform sends the very same name along with a path.
    const isTaken = name !== target.name && (await tx.users.byName(target.accountId, name)) !== undefined;
    if (isTaken) throw entityAlreadyExists("user", name);
    await tx.users.update({ ...target, name, path: input.NewPath ?? target.path });
    return {};
  },
});
