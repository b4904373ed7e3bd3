import { ownPartition } from "@rolecall/names";
import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { ofRegion, unknownRegion } from "./on.ts";
import { optStatusOf } from "./opt-status.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetRegionOptStatus.html */
export const getRegionOptStatus = account.read("GetRegionOptStatus", {
  on: anAccount,
  details: ofRegion,
  perform: async ({ call: { input, tx }, target }) => {
    const { RegionName: name } = input;
    const { defaultRegions, optInRegions } = ownPartition();
    if (!defaultRegions.has(name) && !optInRegions.has(name)) throw unknownRegion(name);
    return { RegionName: name, RegionOptStatus: optStatusOf(await detailsOf(tx, target.id), name) };
  },
});
