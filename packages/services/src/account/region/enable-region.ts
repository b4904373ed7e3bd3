import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { anAccount } from "../on.ts";
import { checkOptIn, ofRegion } from "./on.ts";

/**
 * In force with the transaction, where AWS takes minutes to hours. One that is on stays as it is.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_EnableRegion.html
 */
export const enableRegion = account.write("EnableRegion", {
  on: anAccount,
  details: ofRegion,
  perform: async ({ call: { input, tx, now }, target }) => {
    checkOptIn(input.RegionName);
    const details = await detailsOf(tx, target.id);
    if (Object.hasOwn(details.regions, input.RegionName)) return {};
    const regions = { ...details.regions, [input.RegionName]: { status: "ENABLED" as const, since: now } };
    await tx.accountDetails.put({ ...details, regions });
    return {};
  },
});
