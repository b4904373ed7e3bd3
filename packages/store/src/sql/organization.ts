/** What things of organizations lean on, and no foreign key can watch over: a parent is a root or a unit. */
import type { OrganizationId, ParentId } from "@rolecall/names";
import { StoreError } from "../errors.ts";
import type { AccountId } from "../records/identifier.ts";
import type { SqlSession } from "./session.ts";
import { type AnySchema, statementsOf } from "./statement.ts";

const statement = statementsOf<AnySchema>("organization");

const account = statement<{ accountId: AccountId }>()("account", (db, p) =>
  db.selectFrom("accounts").select("id").where("id", "=", p.accountId),
);
const organization = statement<{ organizationId: OrganizationId }>()("organization", (db, p) =>
  db.selectFrom("organizations").select("id").where("id", "=", p.organizationId),
);
const root = statement<Place>()("root", (db, p) =>
  db
    .selectFrom("organizations")
    .select("id")
    .where("id", "=", p.organizationId)
    .where("root_id", "=", p.parentId),
);
const unit = statement<Place>()("unit", (db, p) =>
  db
    .selectFrom("organizational_units")
    .select("id")
    .where("id", "=", p.parentId)
    .where("organization_id", "=", p.organizationId),
);
const member = statement<Membership>()("member", (db, p) =>
  db
    .selectFrom("organization_members")
    .select("account_id")
    .where("account_id", "=", p.accountId)
    .where("organization_id", "=", p.organizationId),
);

interface Place {
  readonly organizationId: OrganizationId;
  readonly parentId: ParentId;
}

interface Membership {
  readonly organizationId: OrganizationId;
  readonly accountId: AccountId;
}

/** @throws StoreError "conflict" where there is none */
export async function requireAccount(session: SqlSession, accountId: AccountId): Promise<void> {
  if (!(await hasAccount(session, accountId))) throw missing(`account ${accountId}`);
}

export async function hasAccount(session: SqlSession, accountId: AccountId): Promise<boolean> {
  return (await session.first(account, { accountId })) !== undefined;
}

/** @throws StoreError "conflict" where there is none */
export async function requireOrganization(
  session: SqlSession,
  organizationId: OrganizationId,
): Promise<void> {
  if ((await session.first(organization, { organizationId })) === undefined)
    throw missing(`organization ${organizationId}`);
}

/** @throws StoreError "conflict" where the organization is not there, or has no such root or unit */
export async function requireParent(session: SqlSession, { organizationId, parentId }: Place): Promise<void> {
  const found = await session.first(parentId.startsWith("r-") ? root : unit, { organizationId, parentId });
  if (found === undefined) throw missing(`${parentId} in organization ${organizationId}`);
}

/** @throws StoreError "conflict" where the account is no member of the organization */
export async function requireMember(
  session: SqlSession,
  { organizationId, accountId }: Membership,
): Promise<void> {
  if ((await session.first(member, { organizationId, accountId })) === undefined)
    throw missing(`account ${accountId} in organization ${organizationId}`);
}

function missing(what: string): StoreError {
  return new StoreError("conflict", `there is no ${what}`);
}
