import { openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { groupToWire } from "./group-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html */
export const listGroups = iam.read("ListGroups", {
  on: all("group"),
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await tx.groups.list(caller.accountId, { ...pager.request, pathPrefix });
    return { Groups: page.items.map(groupToWire), ...pager.marks(page) };
  },
});
