import { iam } from "../define.ts";
import { onEntity } from "../requirement.ts";
import { existing, roleNamed } from "../subject.ts";
import { checkModifiable } from "./protected-role.ts";
import { descriptionToWire, roleToWire } from "./role-shape.ts";
import { readTrustPolicy } from "./trust-policy.ts";

/**
 * What is left out stays as it is. The description is all that can be changed of a service-linked role.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
 */
export const updateRole = iam.write("UpdateRole", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:UpdateRole", target)],
  perform: async ({ call: { input, tx }, target }) => {
    const role = existing(target);
    const { Description: description, MaxSessionDuration: maxSessionSeconds } = input;
    if (maxSessionSeconds !== undefined) checkModifiable(role);
    await tx.roles.update({
      ...role,
      ...(description !== undefined && { description }),
      ...(maxSessionSeconds !== undefined && { maxSessionSeconds }),
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export const updateRoleDescription = iam.write("UpdateRoleDescription", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:UpdateRoleDescription", target)],
  perform: async ({ call: { input, tx }, target }) => {
    const role = { ...existing(target), description: input.Description };
    await tx.roles.update(role);
    return { Role: { ...(await roleToWire(tx, role)), ...descriptionToWire(role) } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iam.write("UpdateAssumeRolePolicy", {
  resolve: (call) => roleNamed(call, call.input.RoleName),
  requires: (call, target) => [onEntity(call, "iam:UpdateAssumeRolePolicy", target)],
  perform: async ({ call, target }) => {
    const role = existing(target);
    checkModifiable(role);
    const trust = await readTrustPolicy(call, call.input.PolicyDocument);
    await call.tx.roles.update({ ...role, ...trust });
    return {};
  },
});
