import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { checkOptIn, ofRegion } from "./on.ts";

/**
 * In force with the transaction: what is signed for the region is refused from then on. One that is off stays so.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_DisableRegion.html
 */
export const disableRegion = account.write("DisableRegion", {
  on: anAccount,
  details: ofRegion,
  perform: async ({ call: { input, tx }, target }) => {
    checkOptIn(input.RegionName);
    const details = await detailsOf(tx, target.id);
    const { [input.RegionName]: disabled, ...regions } = details.regions;
    if (disabled !== undefined) await tx.accountDetails.put({ ...details, regions });
    return {};
  },
});
