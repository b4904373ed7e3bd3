import { openPage, roomyPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all, role } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { listedRoleToWire, roleToWireInFull } from "./role-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iam.read("GetRole", {
  on: role,
  perform: async ({ call: { tx }, target }) => ({ Role: await roleToWireInFull(tx, target) }),
});

/** Roles that are read at a time: each comes with its trust policy. */
const STEP = 16;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = iam.read("ListRoles", {
  on: all("role"),
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await roomyPage(pager.request, {
      list: (request) => tx.roles.list(caller.accountId, { ...request, pathPrefix }),
      show: (role) => listedRoleToWire(tx, role),
      step: STEP,
    });
    return { Roles: page.items, ...pager.marks(page) };
  },
});
