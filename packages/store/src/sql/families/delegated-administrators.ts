import type { OrganizationId } from "@rolecall/names";
import type {
  DelegatedAdministratorRecord,
  DelegatedAdministratorWriter,
} from "../../records/delegated-administrator.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireMember } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const administrators = table<DelegatedAdministratorRecord>()("delegated_administrators", {
  key: ["accountId", "servicePrincipal"],
  columns: { organizationId: text(), accountId: text(), servicePrincipal: text(), delegatedAt: time() },
  isOrdered: true,
});

const { toRow, toRecord } = administrators;
const one = administrators.selectBy(["accountId", "servicePrincipal"]);
const ofAccount = administrators.selectBy(["accountId"], "position");
const insertOne = administrators.insert();
const deleteOne = administrators.deleteBy(["accountId", "servicePrincipal"]);
const deleteOfAccount = administrators.deleteBy(["accountId"]);
const deleteOfOrganization = administrators.deleteBy(["organizationId"]);

const define = statementsOf<SchemaOf<typeof administrators>>("delegated_administrators");

/** By a short name: PostgreSQL tells statements apart by 63 characters. */
const ofService = define<{ organizationId: OrganizationId; servicePrincipal: string }>()(
  "ofService",
  (db, p) =>
    db
      .selectFrom("delegated_administrators")
      .select(["organization_id", "account_id", "service_principal", "delegated_at"])
      .where("organization_id", "=", p.organizationId)
      .where("service_principal", "=", p.servicePrincipal)
      .orderBy("account_id"),
);

const accountsOf = define<{
  organizationId: OrganizationId;
  after: string;
  limit: number;
}>()("accounts", (db, p) =>
  db
    .selectFrom("delegated_administrators")
    .select("account_id")
    .where("organization_id", "=", p.organizationId)
    .where("account_id", ">", p.after as AccountId)
    .groupBy("account_id")
    .orderBy("account_id")
    .limit(p.limit),
);

class DelegatedAdministrators implements DelegatedAdministratorWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofAccount(accountId: AccountId): Promise<readonly DelegatedAdministratorRecord[]> {
    return (await this.#session.all(ofAccount, { accountId })).map(toRecord);
  }

  async ofService(
    organizationId: OrganizationId,
    servicePrincipal: string,
  ): Promise<readonly DelegatedAdministratorRecord[]> {
    return (await this.#session.all(ofService, { organizationId, servicePrincipal })).map(toRecord);
  }

  accounts(organizationId: OrganizationId, request: PageRequest): Promise<Page<AccountId>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(accountsOf, { organizationId, after, limit });
    const accountOf = ({ account_id }: { readonly account_id: AccountId }) => account_id;
    return pageOf(request, fetch, { keyOf: accountOf, toItem: accountOf });
  }

  async add(record: DelegatedAdministratorRecord): Promise<boolean> {
    const { accountId, servicePrincipal } = record;
    await requireMember(this.#session, record);
    if ((await this.#session.first(one, { accountId, servicePrincipal })) !== undefined) return false;
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("account", accountId);
    return true;
  }

  async remove(accountId: AccountId, servicePrincipal: string): Promise<boolean> {
    if ((await this.#session.run(deleteOne, { accountId, servicePrincipal })) === 0) return false;
    this.#session.note("account", accountId);
    return true;
  }
}

/** Of an account that is told of already. */
export async function endDelegations(session: SqlSession, accountId: AccountId): Promise<void> {
  await session.send(deleteOfAccount, { accountId });
}

export const delegatedAdministratorFamily: SqlFamily<"delegatedAdministrators"> = {
  table: administrators,
  open: (session) => new DelegatedAdministrators(session),
  whenDeleted: {
    // Each is a member, and told of as one.
    organization: async (session, { id }) =>
      void (await session.send(deleteOfOrganization, { organizationId: id })),
  },
};
