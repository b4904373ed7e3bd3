/** How accounts come into an organization and leave it. */
import type { AccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type {
  OrganizationMemberRecord,
  OrganizationRecord,
  ReadTransaction,
  WriteTransaction,
} from "@rolecall/store";
import { constraintViolation, refusal } from "../error.ts";
import { ORGANIZATIONS_QUOTAS } from "../quotas.ts";
import { attachDefaults } from "./default-policies.ts";
import type { Member } from "./member.ts";

const DAY_MS = 24 * 3600 * 1000;

type Change = Pick<Call<unknown, WriteTransaction>, "tx" | "now">;
type Joining = Pick<OrganizationMemberRecord, "joinedMethod" | "tags"> & { readonly accountId: AccountId };

/** Under the root, with AWS's policies. */
export async function joinOrganization(
  { tx, now }: Change,
  organization: OrganizationRecord,
  joining: Joining,
): Promise<void> {
  const { id: organizationId, rootId: parentId } = organization;
  await tx.organizationMembers.insert({ ...joining, organizationId, parentId, joinedAt: now });
  const target = { targetKind: "account", targetId: joining.accountId } as const;
  await attachDefaults(tx, organization, target, now);
}

type Asking = Pick<Call<unknown, ReadTransaction>, "tx" | "env" | "now">;

/**
 * An installation keeps no payment method, support plan or agreement of an account, and lacks none: no account is refused for
 * what it would need to stand alone.
 * @throws MasterCannotLeaveOrganizationException; ConstraintViolationException for an account that is closed, was created too short a while ago, or administers a service
 */
export async function checkMayLeave(
  { tx, env, now }: Asking,
  organization: OrganizationRecord,
  { member, account }: Member,
): Promise<void> {
  if (account.id === organization.managementAccountId) {
    throw refusal("MasterCannotLeaveOrganizationException");
  }
  if (account.closedAt !== undefined) throw constraintViolation("ACCOUNT_CANNOT_LEAVE_ORGANIZATION");
  const staysMs = ORGANIZATIONS_QUOTAS.of(env).AccountAgeToLeave * DAY_MS;
  if (member.joinedMethod === "CREATED" && account.createdAt + staysMs > now) {
    throw constraintViolation("WAIT_PERIOD_ACTIVE");
  }
  if ((await tx.delegatedAdministrators.ofAccount(account.id)).length > 0) {
    throw constraintViolation("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG");
  }
}
