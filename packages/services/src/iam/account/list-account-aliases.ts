import { anything, openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { callersAccount } from "./account-record.ts";

export const listAccountAliases = iam.read("ListAccountAliases", {
  on: anything,
  perform: async ({ call }) => {
    const { alias } = await callersAccount(call);
    const pager = openPage(call);
    const page = pageOf(alias === undefined ? [] : [alias], (text) => text, pager.request);
    return { AccountAliases: page.items, ...pager.marks(page) };
  },
});
