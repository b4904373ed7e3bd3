/** Who manages the root users of an organization's members. Source: IAM API Reference, ListOrganizationsFeatures, errors. */
import type { IamErrors } from "@rolecall/contracts";
import type { Call, ServiceError } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { iamError } from "../error.ts";

/** What organizations know this service by. */
const SERVICE_PRINCIPAL = "iam.amazonaws.com";

/** In the words of the API Reference: what AWS says itself is not recorded. */
const MESSAGES = {
  OrganizationNotFoundException:
    "The request was rejected because no organization is associated with your account.",
  AccountNotManagementOrDelegatedAdministratorException:
    "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.",
  CallerIsNotManagementAccountException:
    "The request was rejected because the account making the request is not the management account for the organization.",
  OrganizationNotInAllFeaturesModeException:
    "The request was rejected because your organization does not have All features enabled.",
  ServiceAccessNotEnabledException:
    "The request was rejected because trusted access is not enabled for IAM in AWS Organizations.",
} as const satisfies Partial<Record<keyof IamErrors, string>>;

function refusal(code: keyof typeof MESSAGES): ServiceError {
  return iamError(code, MESSAGES[code]);
}

/**
 * The organization whose members' roots the caller's account manages.
 * @param by whether a delegated administrator will do
 * @throws as MESSAGES has it, in its order
 */
export async function findOrganization(
  { tx, caller }: Call<unknown, ReadTransaction>,
  by: "management account" | "delegated administrator",
): Promise<OrganizationRecord> {
  const member = await tx.organizationMembers.ofAccount(caller.accountId);
  const organization = member && (await tx.organizations.byId(member.organizationId));
  if (organization === undefined) throw refusal("OrganizationNotFoundException");
  if (caller.accountId !== organization.managementAccountId) {
    const services = await tx.delegatedAdministrators.ofAccount(caller.accountId);
    const isDelegated = services.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
    if (!isDelegated) throw refusal("AccountNotManagementOrDelegatedAdministratorException");
    if (by === "management account") throw refusal("CallerIsNotManagementAccountException");
  }
  const { featureSet, trustedServices } = organization;
  if (featureSet !== "ALL") throw refusal("OrganizationNotInAllFeaturesModeException");
  const isTrusted = trustedServices.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  if (!isTrusted) throw refusal("ServiceAccessNotEnabledException");
  return organization;
}
