import { iam } from "../define.ts";
import { role } from "../on.ts";
import { checkModifiable } from "./protected-role.ts";

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
