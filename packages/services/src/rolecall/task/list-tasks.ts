import { openPage } from "@rolecall/operations";
import { rolecall } from "../define.ts";
import { instances } from "../instance/on.ts";
import { taskToWire } from "./task-shape.ts";

/** All of the account, sorted by id. */
export const listTasks = rolecall.read("ListTasks", {
  on: instances,
  perform: async ({ call }) => {
    const pager = openPage(call);
    const page = await call.tx.tasks.list(call.caller.accountId, pager.request);
    return { Tasks: page.items.map(taskToWire), ...pager.marks(page) };
  },
});
