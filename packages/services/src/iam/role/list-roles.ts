import { openPage, roomyPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { listedRoleToWire } from "./role-shape.ts";

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
