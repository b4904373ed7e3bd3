import { ownPartition } from "@rolecall/names";
import { openPage, pageOf } from "@rolecall/operations";
import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { optStatusOf } from "./opt-status.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const listRegions = account.read("ListRegions", {
  on: anAccount,
  perform: async ({ call, target }) => {
    const details = await detailsOf(call.tx, target.id);
    // A client may repeat the few there are as often as its request has room for.
    const wanted = new Set(call.input.RegionOptStatusContains);
    const { defaultRegions, optInRegions } = ownPartition();
    const regions = [...defaultRegions, ...optInRegions]
      .map((name) => ({
        RegionName: name,
        RegionOptStatus: optStatusOf(details, name),
      }))
      .filter(({ RegionOptStatus: status }) => wanted.size === 0 || wanted.has(status));
    const pager = openPage(call, target.id, ...[...wanted].toSorted());
    const page = pageOf(regions, ({ RegionName: name }) => name, pager.request);
    return { Regions: page.items, ...pager.marks(page) };
  },
});
