import type { Child, ChildType } from "@rolecall/contracts/organizations";
import type { ParentId } from "@rolecall/names";
import { openPage } from "@rolecall/operations";
import type { EpochMilliseconds, Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { withoutLongClosed } from "../subject/closed-member.ts";
import { parentIdOf, parentNamed } from "../subject/node-named.ts";

interface Listing {
  readonly tx: ReadTransaction;
  readonly parentId: ParentId;
  readonly now: EpochMilliseconds;
}

type ListChildIds = (listing: Listing, request: PageRequest) => Promise<Page<string>>;

const CHILDREN: Readonly<Record<ChildType, ListChildIds>> = {
  async ACCOUNT({ tx, parentId, now }, request) {
    const page = withoutLongClosed(await tx.organizationMembers.accountsOfParent(parentId, request), now);
    return { ...page, items: page.items.map(({ account }) => account.id) };
  },
  async ORGANIZATIONAL_UNIT({ tx, parentId }, request) {
    const page = await tx.organizationalUnits.ofParent(parentId, request);
    return { ...page, items: page.items.map(({ id }) => id) };
  },
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
export const listChildren = organizations.read("ListChildren", {
  on: calledBy("delegates", parentNamed),
  perform: async ({ call, target: { subject: parent } }) => {
    const { tx, now, input } = call;
    const { ParentId: id, ChildType: type } = input;
    const pager = openPage(call, id, type);
    const page = await CHILDREN[type]({ tx, now, parentId: parentIdOf(parent) }, pager.request);
    const children = page.items.map((child): Child => ({ Id: child, Type: type }));
    return { Children: children, ...pager.marks(page) };
  },
});
