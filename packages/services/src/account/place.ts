/** Who may manage an account that it names. Source: Account Management Reference Guide, AccountId of any operation. */
import type { IdentifiedCaller } from "@rolecall/access";
import { type AccountId, isOrganizationIdOf, type ParentId } from "@rolecall/names";
import type { OrganizationRecord, ReadTransaction, Tag } from "@rolecall/store";
import { notAuthorized } from "./error.ts";

/** What organizations know this service by. */
const SERVICE_PRINCIPAL = "account.amazonaws.com";

/** An account's place in the organization of who asks. */
export interface MemberPlace {
  readonly organization: OrganizationRecord;
  /** `o-…/r-…/ou-…/` */
  readonly path: string;
  readonly tags: readonly Tag[];
}

export interface Place {
  readonly callerAccountId: AccountId;
  /** Absent where the caller's account is in no organization. */
  readonly organization: OrganizationRecord | undefined;
  readonly isDelegated: boolean;
  /** Absent where the account that was named is no member of the same organization. */
  readonly member: MemberPlace | undefined;
}

export async function findPlace(
  tx: ReadTransaction,
  { accountId: callerAccountId }: IdentifiedCaller,
  accountId: AccountId,
): Promise<Place> {
  const own = await tx.organizationMembers.ofAccount(callerAccountId);
  const organization = own && (await tx.organizations.byId(own.organizationId));
  if (organization === undefined) {
    return { callerAccountId, organization, isDelegated: false, member: undefined };
  }
  const services = await tx.delegatedAdministrators.ofAccount(callerAccountId);
  const isDelegated = services.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  const record = await tx.organizationMembers.ofAccount(accountId);
  const isMember = record?.organizationId === organization.id;
  const member = isMember
    ? { organization, path: await pathOf(tx, organization, record.parentId), tags: record.tags }
    : undefined;
  return { callerAccountId, organization, isDelegated, member };
}

async function pathOf(
  tx: ReadTransaction,
  { id, rootId }: OrganizationRecord,
  parentId: ParentId,
): Promise<string> {
  let path = "";
  let above: ParentId | undefined = parentId;
  while (above !== undefined && isOrganizationIdOf("unit", above)) {
    path = `${above}/${path}`;
    above = (await tx.organizationalUnits.byId(above))?.parentId;
  }
  return `${id}/${rootId}/${path}`;
}

interface Asked {
  readonly accountId: AccountId;
  readonly place: Place | undefined;
}

/** @throws AccessDeniedException where the rules of organizations keep the caller from it, in AWS's words */
export function checkPlace({ accountId, place }: Asked, asking: Parameters<typeof notAuthorized>[0]): void {
  if (place === undefined) return;
  const { organization, callerAccountId, isDelegated, member } = place;
  if (organization === undefined) throw notAuthorized(asking);
  const { managementAccountId, featureSet, trustedServices } = organization;
  const isManagement = callerAccountId === managementAccountId;
  if (!isManagement && !isDelegated) throw notAuthorized(asking);
  if (isManagement && accountId === managementAccountId) throw notAuthorized(asking, MANAGEMENT_ALONE);
  const isTrusted = trustedServices.some(({ servicePrincipal }) => servicePrincipal === SERVICE_PRINCIPAL);
  if (featureSet !== "ALL" || !isTrusted) throw notAuthorized(asking, TRUST_NEEDED);
  if (member === undefined || accountId === managementAccountId) throw notAuthorized(asking);
}

const MANAGEMENT_ALONE =
  "The management account can only be managed using the standalone context from the management account.";
const TRUST_NEEDED = "Your organization must first enable trusted access with AWS Account Management.";
