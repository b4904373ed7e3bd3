import type { DelegatedAdministrator } from "@rolecall/contracts/organizations";
import type { AccountId } from "@rolecall/names";
import { openPage, pageOf } from "@rolecall/operations";
import type { OrganizationRecord, Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { accountToWire } from "../shape/account-shape.ts";
import { recognized, requireAllFeatures, serviceContext } from "../subject/service.ts";

type MayName = { readonly ServicePrincipal?: string | undefined };

const ofService: Subject<MayName, undefined, undefined> = {
  find: () => undefined,
  permission: ({ input }) => ({ resource: "*", ...serviceContext(input.ServicePrincipal) }),
  take(_found, { input }) {
    if (input.ServicePrincipal !== undefined) recognized(input.ServicePrincipal);
    return undefined;
  },
};

/** Of one service, or of any. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
export const listDelegatedAdministrators = organizations.read("ListDelegatedAdministrators", {
  on: calledBy("delegates", ofService),
  perform: async ({ call, target: { organization } }) => {
    requireAllFeatures(organization);
    const { ServicePrincipal: servicePrincipal } = call.input;
    const pager = openPage(call, organization.id, servicePrincipal);
    const page = await accountsOf(call.tx, organization, { servicePrincipal, request: pager.request });
    const shown: DelegatedAdministrator[] = [];
    for (const accountId of page.items) {
      const administrator = await administratorOf(call.tx, organization, { accountId, servicePrincipal });
      if (administrator !== undefined) shown.push(administrator);
    }
    return { DelegatedAdministrators: shown, ...pager.marks(page) };
  },
});

interface Listing {
  readonly servicePrincipal: string | undefined;
  readonly request: PageRequest;
}

async function accountsOf(
  tx: ReadTransaction,
  { id }: OrganizationRecord,
  { servicePrincipal, request }: Listing,
): Promise<Page<AccountId>> {
  if (servicePrincipal === undefined) return tx.delegatedAdministrators.accounts(id, request);
  const registrations = await tx.delegatedAdministrators.ofService(id, servicePrincipal);
  const ids = registrations.map(({ accountId }) => accountId);
  return pageOf(ids, (accountId) => accountId, request);
}

interface Showing {
  readonly accountId: AccountId;
  readonly servicePrincipal: string | undefined;
}

/** Since when it administers the service; of any service, since it first did. */
async function administratorOf(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { accountId, servicePrincipal }: Showing,
): Promise<DelegatedAdministrator | undefined> {
  const [member, account, registrations] = await Promise.all([
    tx.organizationMembers.ofAccount(accountId),
    tx.accounts.byId(accountId),
    tx.delegatedAdministrators.ofAccount(accountId),
  ]);
  const since = registrations
    .filter((each) => servicePrincipal === undefined || each.servicePrincipal === servicePrincipal)
    .map(({ delegatedAt }) => delegatedAt);
  if (member === undefined || account === undefined || since.length === 0) return undefined;
  return {
    ...accountToWire(organization, { member, account }),
    DelegationEnabledDate: new Date(Math.min(...since)),
  };
}
