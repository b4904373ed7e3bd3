/** Source: IAM User Guide, "Permissions boundaries for IAM entities". */
import { boundaryPolicy } from "../boundary.ts";
import { iam } from "../define.ts";
import { noBoundarySet } from "../error.ts";
import { boundaryContext, onEntity } from "../requirement.ts";
import { existing, userNamed } from "../subject.ts";

export const putUserPermissionsBoundary = iam.write("PutUserPermissionsBoundary", {
  resolve: (call) => userNamed(call, call.input.UserName),
  requires: (call, target) => [
    onEntity(call, "iam:PutUserPermissionsBoundary", target, boundaryContext(call.input.PermissionsBoundary)),
  ],
  perform: async ({ call, target }) => {
    const user = existing(target);
    const permissionsBoundary = await boundaryPolicy(call, call.input.PermissionsBoundary);
    await call.tx.users.update({ ...user, permissionsBoundary });
    return {};
  },
});

export const deleteUserPermissionsBoundary = iam.write("DeleteUserPermissionsBoundary", {
  resolve: (call) => userNamed(call, call.input.UserName),
  requires: (call, target) => [
    onEntity(
      call,
      "iam:DeleteUserPermissionsBoundary",
      target,
      boundaryContext(target.record?.permissionsBoundary),
    ),
  ],
  perform: async ({ call: { tx }, target }) => {
    const { permissionsBoundary, ...user } = existing(target);
    if (permissionsBoundary === undefined) throw noBoundarySet("user", user.name);
    await tx.users.update(user);
    return {};
  },
});
