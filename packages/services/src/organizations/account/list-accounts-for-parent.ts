import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { withoutLongClosed } from "../subject/closed-member.ts";
import { parentIdOf, parentNamed } from "../subject/node-named.ts";
import { accountsToWire } from "./account-shape.ts";

/** Those right under it. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export const listAccountsForParent = organizations.read("ListAccountsForParent", {
  on: calledBy("delegates", parentNamed),
  perform: async ({ call, target: { organization, subject: parent } }) => {
    const { tx, now, input } = call;
    const pager = openPage(call, input.ParentId);
    const stored = await tx.organizationMembers.accountsOfParent(parentIdOf(parent), pager.request);
    const page = withoutLongClosed(stored, now);
    return { Accounts: await accountsToWire(tx, organization, page.items), ...pager.marks(page) };
  },
});
