import { iam } from "../define.ts";
import { role, roleToChange } from "../on.ts";
import { checkModifiable } from "./protected-role.ts";
import { descriptionToWire, roleToWire } from "./role-shape.ts";
import { readTrustPolicy } from "./trust-policy.ts";

/**
 * What is left out stays as it is. The description is all that can be changed of a service-linked role.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
 */
export const updateRole = iam.write("UpdateRole", {
  on: role,
  perform: async ({ call: { input, tx }, target: role }) => {
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
  on: role,
  perform: async ({ call: { input, tx }, target }) => {
    const role = { ...target, description: input.Description };
    await tx.roles.update(role);
    return { Role: { ...(await roleToWire(tx, role)), ...descriptionToWire(role) } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = iam.write("UpdateAssumeRolePolicy", {
  on: roleToChange,
  perform: async ({ call, target: role }) => {
    const trust = await readTrustPolicy(call, call.input.PolicyDocument);
    await call.tx.roles.update({ ...role, ...trust });
    return {};
  },
});
