import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { listMembers } from "../subject/list-members.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { accountsToWire } from "./account-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export const listAccounts = organizations.read("ListAccounts", {
  on: calledBy("delegates", wholeOrganization),
  perform: async ({ call, target: { organization } }) => {
    const { tx } = call;
    const pager = openPage(call);
    const page = await listMembers(call, await tx.organizationMembers.list(organization.id, pager.request));
    return { Accounts: await accountsToWire(tx, organization, page.items), ...pager.marks(page) };
  },
});
