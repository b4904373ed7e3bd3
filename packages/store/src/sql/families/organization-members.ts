import type { OrganizationId, ParentId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type {
  ClosedMember,
  MemberAccount,
  OrganizationMemberRecord,
  OrganizationMemberWriter,
} from "../../records/organization-member.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount, requireParent } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";
import { accounts } from "./accounts.ts";
import { endDelegations } from "./delegated-administrators.ts";
import { detachFrom } from "./organization-attachments.ts";

export const members = table<OrganizationMemberRecord>()("organization_members", {
  key: ["accountId"],
  fixed: ["organizationId"],
  columns: {
    accountId: text(),
    organizationId: text(),
    parentId: text(),
    joinedMethod: text(),
    joinedAt: time(),
    tags: list(),
  },
});

const { toRow, toRecord } = members;
const ofAccount = members.selectBy(["accountId"]);
const ofOrganization = members.pageBy(["organizationId"], "accountId");
const ofParent = members.pageBy(["parentId"], "accountId");
const countOf = members.countBy(["organizationId"]);
const insertOne = members.insert();
const updateOne = members.update();
const deleteOne = members.deleteBy(["accountId"]);
const deleteOfOrganization = members.deleteBy(["organizationId"]);

type WithAccounts = SchemaOf<typeof members | typeof accounts>;

const everyClosed = statementsOf<WithAccounts>("organization_members")<{
  organizationId: OrganizationId;
}>()("everyClosed", (db, p) =>
  db
    .selectFrom("accounts")
    .innerJoin("organization_members", "account_id", "id")
    .select(["account_id", "closed_at"])
    .where("closed_at", "is not", null)
    .where("organization_id", "=", p.organizationId)
    .orderBy("account_id"),
);

const everyId = statementsOf<SchemaOf<typeof members>>("organization_members")<{
  organizationId: OrganizationId;
}>()("everyId", (db, p) =>
  db.selectFrom("organization_members").select("account_id").where("organization_id", "=", p.organizationId),
);

/** INVARIANT: no column of one table is called as one of the other. */
function pageWithAccounts(name: string, of: "organization_id" | "parent_id") {
  const statement = statementsOf<WithAccounts>("organization_members");
  return statement<{ of: OrganizationId | ParentId; after: string; limit: number }>()(name, (db, p) =>
    db
      .selectFrom("organization_members")
      .innerJoin("accounts", "id", "account_id")
      .select([...members.columnNames, ...accounts.columnNames])
      .where(of, "=", p.of as never)
      .where("account_id", ">", p.after as AccountId)
      .orderBy("account_id")
      .limit(p.limit),
  );
}
const accountsOfOrganization = pageWithAccounts("accountsOfOrganization", "organization_id");
const accountsOfParent = pageWithAccounts("accountsOfParent", "parent_id");

const PAGED = {
  keyOf: ({ account_id }: { readonly account_id: AccountId }) => account_id,
  toItem: toRecord,
};

class OrganizationMembers implements OrganizationMemberWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofAccount(accountId: AccountId): Promise<OrganizationMemberRecord | undefined> {
    const row = await this.#session.first(ofAccount, { accountId });
    return row && toRecord(row);
  }

  list(organizationId: OrganizationId, request: PageRequest): Promise<Page<OrganizationMemberRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofOrganization, { organizationId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  ofParent(parentId: ParentId, request: PageRequest): Promise<Page<OrganizationMemberRecord>> {
    const fetch = (after: string, limit: number) => this.#session.all(ofParent, { parentId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  accounts(organizationId: OrganizationId, request: PageRequest): Promise<Page<MemberAccount>> {
    return this.#withAccounts(accountsOfOrganization, organizationId, request);
  }

  accountsOfParent(parentId: ParentId, request: PageRequest): Promise<Page<MemberAccount>> {
    return this.#withAccounts(accountsOfParent, parentId, request);
  }

  #withAccounts(
    statement: typeof accountsOfParent,
    of: OrganizationId | ParentId,
    request: PageRequest,
  ): Promise<Page<MemberAccount>> {
    const fetch = (after: string, limit: number) => this.#session.all(statement, { of, after, limit });
    return pageOf(request, fetch, {
      keyOf: PAGED.keyOf,
      toItem: (row) => ({ member: toRecord(row), account: accounts.toRecord(row) }),
    });
  }

  async count(organizationId: OrganizationId): Promise<number> {
    return countRows(this.#session, countOf, { organizationId });
  }

  async closed(organizationId: OrganizationId): Promise<readonly ClosedMember[]> {
    const rows = await this.#session.all(everyClosed, { organizationId });
    return rows.map(({ account_id, closed_at }) => ({ accountId: account_id, closedAt: Number(closed_at) }));
  }

  async insert(record: OrganizationMemberRecord): Promise<void> {
    await requireAccount(this.#session, record.accountId);
    await requireParent(this.#session, record);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("account", record.accountId);
  }

  async update(record: OrganizationMemberRecord): Promise<void> {
    await requireParent(this.#session, record);
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      const { accountId, organizationId } = record;
      throw new StoreError("conflict", `account ${accountId} is no member of organization ${organizationId}`);
    }
    this.#session.note("account", record.accountId);
  }

  async delete(accountId: AccountId): Promise<boolean> {
    if ((await this.#session.run(deleteOne, { accountId })) === 0) return false;
    await detachFrom(this.#session, accountId);
    await endDelegations(this.#session, accountId);
    this.#session.note("account", accountId);
    return true;
  }
}

export const organizationMemberFamily: SqlFamily<"organizationMembers"> = {
  table: members,
  open: (session) => new OrganizationMembers(session),
  whenDeleted: {
    /** However many there are: the feed makes "all" of more than it lists. */
    async organization(session, { id }) {
      const gone = await session.all(everyId, { organizationId: id });
      if (gone.length === 0) return;
      await session.send(deleteOfOrganization, { organizationId: id });
      for (const { account_id } of gone) session.note("account", account_id);
    },
  },
};
