import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { hasOneAdministrator } from "../service-access/service-principals.ts";
import type { Member } from "../subject/member.ts";
import { requireAllFeatures } from "../subject/service.ts";
import { administrator } from "./administrator.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html */
export const registerDelegatedAdministrator = organizations.write("RegisterDelegatedAdministrator", {
  on: calledBy("management", administrator),
  perform: async ({ call: { input, tx, now }, target: { organization, subject } }) => {
    const { ServicePrincipal: servicePrincipal } = input;
    await checkRegistration(tx, organization, { ...subject, servicePrincipal });
    const { accountId } = subject.member;
    const registration = { organizationId: organization.id, accountId, servicePrincipal, delegatedAt: now };
    const isNew = await tx.delegatedAdministrators.add(registration);
    if (!isNew) throw refusal("AccountAlreadyRegisteredException");
    return {};
  },
});

async function checkRegistration(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { account, servicePrincipal }: Member & { readonly servicePrincipal: string },
): Promise<void> {
  requireAllFeatures(organization);
  if (account.id === organization.managementAccountId) {
    throw constraintViolation("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR");
  }
  const isTrusted = organization.trustedServices.some((each) => each.servicePrincipal === servicePrincipal);
  if (!isTrusted) throw constraintViolation("SERVICE_ACCESS_NOT_ENABLED");
  if (account.closedAt !== undefined) {
    throw constraintViolation("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR");
  }
  if (!hasOneAdministrator(servicePrincipal)) return;
  const present = await tx.delegatedAdministrators.ofService(organization.id, servicePrincipal);
  if (present.some(({ accountId }) => accountId !== account.id)) {
    throw constraintViolation("DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE");
  }
}
