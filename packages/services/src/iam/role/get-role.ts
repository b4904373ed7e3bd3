import { iam } from "../define.ts";
import { role } from "../on.ts";
import { roleToWireInFull } from "./role-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iam.read("GetRole", {
  on: role,
  perform: async ({ call: { tx }, target }) => ({ Role: await roleToWireInFull(tx, target) }),
});
