import type { Organization } from "@rolecall/contracts/organizations";
import type { AccountRecord, OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { memberArn, organizationArn } from "../arns.ts";

/**
 * `AvailablePolicyTypes` tells what AWS tells of every organization with all features, whatever is enabled: it is deprecated,
 * and what is enabled stands with the root. Recorded: a new organization has it while its root has no type.
 */
export async function organizationToWire(
  tx: ReadTransaction,
  organization: OrganizationRecord,
): Promise<Organization> {
  const { id, managementAccountId, featureSet } = organization;
  const { email } = await managementAccount(tx, organization);
  return {
    Id: id,
    Arn: organizationArn(organization),
    FeatureSet: featureSet,
    MasterAccountArn: memberArn(organization, managementAccountId),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: email,
    AvailablePolicyTypes: featureSet === "ALL" ? [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] : [],
  };
}

export async function managementAccount(
  tx: ReadTransaction,
  { id, managementAccountId }: OrganizationRecord,
): Promise<AccountRecord> {
  const account = await tx.accounts.byId(managementAccountId);
  if (account === undefined) throw new Error(`The management account of ${id} is not there.`);
  return account;
}
