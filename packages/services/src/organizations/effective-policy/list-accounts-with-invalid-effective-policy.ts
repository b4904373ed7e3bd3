import type { Account } from "@rolecall/contracts/organizations";
import type { ParentId } from "@rolecall/names";
import { openPage } from "@rolecall/operations";
import type { OrganizationMemberRecord, Page, PageRequest } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { judgeEffectivePolicy } from "../management-policy/judge-effective-policy.ts";
import type { ManagementPolicyType } from "../policy-type.ts";
import { accountToWire } from "../shape/account-shape.ts";
import { ofType } from "../subject/policy.ts";
import { type Inheriting, type Levels, levelOf, levelsDownTo, mergeLevels } from "./inherited-policies.ts";

/** Accounts that one call looks at: a page may be empty although there are more. */
const ACCOUNTS_PER_CALL = 200;

type Typed = { readonly PolicyType: ManagementPolicyType };

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsWithInvalidEffectivePolicy.html */
export const listAccountsWithInvalidEffectivePolicy = organizations.read(
  "ListAccountsWithInvalidEffectivePolicy",
  {
    on: calledBy(
      "delegates",
      ofType<Typed>(({ PolicyType }) => PolicyType),
    ),
    perform: async ({ call, target: { organization } }) => {
      const { tx } = call;
      const { PolicyType: type } = call.input;
      if (!organization.enabledPolicyTypes.includes(type)) throw refusal("EffectivePolicyNotFoundException");
      const pager = openPage(call, organization.id, type);
      const page = await pageOfInvalid({ tx, organization, type }, pager.request);
      const shown: Account[] = [];
      for (const member of page.items) {
        const account = await tx.accounts.byId(member.accountId);
        if (account !== undefined) shown.push(accountToWire(organization, { member, account }));
      }
      return { Accounts: shown, PolicyType: type, ...pager.marks(page) };
    },
  },
);

async function pageOfInvalid(
  inheriting: Inheriting,
  { after, limit }: PageRequest,
): Promise<Page<OrganizationMemberRecord>> {
  const { tx, organization } = inheriting;
  const isInvalid = invalidityIn(inheriting);
  const found: OrganizationMemberRecord[] = [];
  let mark = after;
  let looked = 0;
  do {
    const request = mark === undefined ? { limit } : { limit, after: mark };
    const page = await tx.organizationMembers.list(organization.id, request);
    for (const member of page.items) if (await isInvalid(member)) found.push(member);
    looked += page.items.length;
    mark = page.next;
  } while (mark !== undefined && found.length === 0 && looked < ACCOUNTS_PER_CALL);
  return mark === undefined ? { items: found } : { items: found, next: mark };
}

/** Accounts under one parent that have no policies of their own have the same: they are judged once. */
function invalidityIn(inheriting: Inheriting): (member: OrganizationMemberRecord) => Promise<boolean> {
  const above = new Map<ParentId, { readonly levels: Levels; readonly isInvalid: boolean }>();
  const judge = (levels: Levels) => judgeEffectivePolicy(inheriting.type, mergeLevels(levels)).length > 0;
  return async ({ accountId, parentId }) => {
    let inherited = above.get(parentId);
    if (inherited === undefined) {
      const levels = await levelsDownTo(inheriting, parentId);
      inherited = { levels, isInvalid: judge(levels) };
      above.set(parentId, inherited);
    }
    const own = await levelOf(inheriting, accountId);
    return own.length === 0 ? inherited.isInvalid : judge([...inherited.levels, own]);
  };
}
