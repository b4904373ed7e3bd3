import { openPage, pageOf } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { memberAccount } from "../subject/member.ts";
import { requireAllFeatures } from "../subject/service.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedServicesForAccount.html */
export const listDelegatedServicesForAccount = organizations.read("ListDelegatedServicesForAccount", {
  on: calledBy("delegates", memberAccount),
  perform: async ({ call, target: { organization, subject } }) => {
    requireAllFeatures(organization);
    const { accountId } = subject.member;
    const registrations = await call.tx.delegatedAdministrators.ofAccount(accountId);
    if (registrations.length === 0) throw refusal("AccountNotRegisteredException");
    const pager = openPage(call, accountId);
    const page = pageOf(registrations, ({ servicePrincipal }) => servicePrincipal, pager.request);
    return {
      DelegatedServices: page.items.map(({ servicePrincipal, delegatedAt }) => ({
        ServicePrincipal: servicePrincipal,
        DelegationEnabledDate: new Date(delegatedAt),
      })),
      ...pager.marks(page),
    };
  },
});
