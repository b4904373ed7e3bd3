import { openPage } from "@rolecall/operations";
import { rolecall } from "../define.ts";
import { instanceToWire } from "./instance-shape.ts";
import { instances } from "./on.ts";

/** Sorted by id. */
export const listInstances = rolecall.read("ListInstances", {
  on: instances,
  perform: async ({ call }) => {
    const { caller, tx } = call;
    const pager = openPage(call);
    const page = await tx.instances.list(caller.accountId, pager.request);
    const shown = await Promise.all(page.items.map((record) => instanceToWire(tx, record)));
    return { Instances: shown, ...pager.marks(page) };
  },
});
