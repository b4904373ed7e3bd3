/** Source: IAM User Guide, "Permissions boundaries for IAM entities". */
import { boundaryPolicy } from "../boundary.ts";
import { iam } from "../define.ts";
import { noBoundarySet } from "../error.ts";
import { boundaryContext, onEntity } from "../requirement.ts";
import { existing, roleNamed } from "../subject.ts";
import { checkModifiable } from "./protected-role.ts";

export const putRolePermissionsBoundary = iam.write("PutRolePermissionsBoundary", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [
    onEntity(call, "iam:PutRolePermissionsBoundary", target, boundaryContext(call.input.PermissionsBoundary)),
  ],
  perform: async ({ call, target }) => {
    const role = existing(target);
    checkModifiable(role);
    const permissionsBoundary = await boundaryPolicy(call, call.input.PermissionsBoundary);
    await call.tx.roles.update({ ...role, permissionsBoundary });
    return {};
  },
});

export const deleteRolePermissionsBoundary = iam.write("DeleteRolePermissionsBoundary", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => {
    const context = boundaryContext(target.record?.permissionsBoundary);
    return [onEntity(call, "iam:DeleteRolePermissionsBoundary", target, context)];
  },
  perform: async ({ call: { tx }, target }) => {
    const { permissionsBoundary, ...role } = existing(target);
    checkModifiable(role);
    if (permissionsBoundary === undefined) throw noBoundarySet("role", role.name);
    await tx.roles.update(role);
    return {};
  },
});
