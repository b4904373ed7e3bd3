import { iam } from "../define.ts";
import { entityAlreadyExists } from "../error.ts";
import { onEntity, onNewEntity } from "../requirement.ts";
import { existing, userNamed } from "../subject.ts";

/**
 * Renames and moves a user. Its id stays, and with it all that is attached to it and the trust that names it.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html
 */
export const updateUser = iam.write("UpdateUser", {
  resolve: (call) => userNamed(call, call.input.UserName),
  // AWS asks for the permission on the user as it is and as it is to be.
  requires: (call, target) => {
    const path = call.input.NewPath ?? target.record?.path;
    const name = call.input.NewUserName ?? target.record?.name ?? target.name;
    return [
      onEntity(call, "iam:UpdateUser", target),
      onNewEntity(call, "iam:UpdateUser", { kind: "user", path, name }),
    ];
  },
  perform: async ({ call, target }) => {
    const { input, caller, tx } = call;
    const user = existing(target);
    const name = input.NewUserName ?? user.name;
    // Another case of the user's own name is taken, by itself; Terraform sends the very same name along with a path.
    const isTaken = name !== user.name && (await tx.users.byName(caller.accountId, name)) !== undefined;
    if (isTaken) throw entityAlreadyExists("user", name);
    await tx.users.update({ ...user, name, path: input.NewPath ?? user.path });
    return {};
  },
});
