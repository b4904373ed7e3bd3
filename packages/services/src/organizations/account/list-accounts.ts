import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { withoutLongClosed } from "../subject/closed-member.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { accountsToWire } from "./account-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export const listAccounts = organizations.read("ListAccounts", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const { tx, now } = call;
    const pager = openPage(call);
    const stored = await tx.organizationMembers.accounts(organization.id, pager.request);
    const page = withoutLongClosed(stored, now);
    return { Accounts: await accountsToWire(tx, organization, page.items), ...pager.marks(page) };
  },
});
