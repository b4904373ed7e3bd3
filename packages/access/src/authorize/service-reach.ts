import { type AccountId, INSTALLATION_ACCOUNT, type OrganizationId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { Directory } from "../directory/directory.ts";

/** Accounts that a registered service may act in. */
export interface Reach {
  readonly accountId: AccountId;
  /** Of which all accounts are in reach. */
  readonly organizationId: OrganizationId | undefined;
}

/**
 * Where a registered service may act: everywhere, where the installation registered it; else in the account that did, and in the
 * organization that this one manages. Whoever is somewhere else and trusts the name means another's service. INVARIANT: who manages is
 * asked each time: an account that registered a service and then joined an organization brings it into nobody else's.
 * @returns undefined for everywhere
 */
export async function reachOfService(
  tx: ReadTransaction,
  directory: Directory,
  ownerAccountId: AccountId,
): Promise<Reach | undefined> {
  if (ownerAccountId === INSTALLATION_ACCOUNT) return undefined;
  const owner = directory.peekAccount(ownerAccountId) ?? (await directory.account(tx, ownerAccountId));
  const id = owner?.place?.organizationId;
  const organization = id && (await tx.organizations.byId(id));
  const manages = organization !== undefined && organization.managementAccountId === ownerAccountId;
  return { accountId: ownerAccountId, organizationId: manages ? id : undefined };
}

/** @param organizationId of the account that is to be acted in */
export function isWithinReach(
  reach: Reach | undefined,
  accountId: string | undefined,
  organizationId: OrganizationId | undefined,
): boolean {
  if (reach === undefined || accountId === reach.accountId) return true;
  return reach.organizationId !== undefined && organizationId === reach.organizationId;
}
