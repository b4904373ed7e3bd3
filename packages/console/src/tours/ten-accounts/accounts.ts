import { findOrganizationAccount } from "../look-for.ts";

/** Accounts of the tour's seed. */
export const PEOPLE = "110000000002";
export const SHOP_DEV = "110000000004";
const SHOP_PROD = "110000000006";
const PAYROLL = "110000000010";

const developerIn = (account: string) => `arn:aws:iam::${account}:role/Developer`;

export const DEVELOPER_OF_SHOP_PROD = developerIn(SHOP_PROD);
export const PAYROLL_CLERK = `arn:aws:iam::${PAYROLL}:role/PayrollClerk`;

/** Asked once, of the first step: without the seed's accounts nothing of the tour is here. */
export async function findMissingAccounts(): Promise<string | undefined> {
  const found = await findOrganizationAccount(SHOP_DEV);
  if (found === "none")
    return "This account is in no organization. Start the tour's own installation: Learn tells how.";
  return found === "missing"
    ? `The organization has no account ${SHOP_DEV} (shop-dev). Start the tour's own installation: Learn tells how.`
    : undefined;
}
