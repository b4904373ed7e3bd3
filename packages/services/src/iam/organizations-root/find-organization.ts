/** Who manages the root users of an organization's members. Source: IAM API Reference, ListOrganizationsFeatures, errors. */
import type { IamErrors } from "@rolecall/contracts";
import type { AccountId } from "@rolecall/names";
import type { Call, ServiceError } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { iamError } from "../error.ts";

/** What organizations know this service by. */
const SERVICE_PRINCIPAL = "iam.amazonaws.com";

/** Recorded, but for the first and the last, which are in the words of the API Reference. */
const MESSAGES = {
  OrganizationNotFoundException: () =>
    "The request was rejected because no organization is associated with your account.",
  ServiceAccessNotEnabledException: (id) =>
    `Trusted Access for IAM not enabled by organization of input account ${id}.`,
  AccountNotManagementOrDelegatedAdministratorException: (id) =>
    `Input account ${id} is neither management account nor delegated admin.`,
  CallerIsNotManagementAccountException: (id) =>
    `Caller account ${id} is not management account of the organization and cannot enable IAM features.`,
  OrganizationNotInAllFeaturesModeException: () =>
    "The request was rejected because your organization does not have All features enabled.",
} as const satisfies Partial<Record<keyof IamErrors, (id: AccountId) => string>>;

/**
 * The organization whose members' roots the caller's account manages. Whether the organization lets IAM in is asked before whose
 * account it is (recorded).
 * @param by whether a delegated administrator will do
 * @throws as MESSAGES has it
 */
export async function findOrganization(
  { tx, caller: { accountId } }: Call<unknown, ReadTransaction>,
  by: "management account" | "delegated administrator",
): Promise<OrganizationRecord> {
  const refusal = (code: keyof typeof MESSAGES): ServiceError => iamError(code, MESSAGES[code](accountId));
  const member = await tx.organizationMembers.ofAccount(accountId);
  const organization = member && (await tx.organizations.byId(member.organizationId));
  if (organization === undefined) throw refusal("OrganizationNotFoundException");
  const { featureSet, trustedServices, managementAccountId } = organization;
  if (featureSet !== "ALL") throw refusal("OrganizationNotInAllFeaturesModeException");
  const isTrusted = trustedServices.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  if (!isTrusted) throw refusal("ServiceAccessNotEnabledException");
  if (accountId === managementAccountId) return organization;
  const services = await tx.delegatedAdministrators.ofAccount(accountId);
  const isDelegated = services.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  if (!isDelegated) throw refusal("AccountNotManagementOrDelegatedAdministratorException");
  if (by === "management account") throw refusal("CallerIsNotManagementAccountException");
  return organization;
}
