import { iam } from "../define.ts";
import { role } from "../on.ts";
import { descriptionToWire, roleToWire } from "./role-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export const updateRoleDescription = iam.write("UpdateRoleDescription", {
  on: role,
  perform: async ({ call: { input, tx }, target }) => {
    const role = { ...target, description: input.Description };
    await tx.roles.update(role);
    return { Role: { ...(await roleToWire(tx, role)), ...descriptionToWire(role) } };
  },
});
