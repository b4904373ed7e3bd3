import type { CreateAccountRequestId, OrganizationId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type {
  AccountCreationRecord,
  AccountCreationState,
  AccountCreationWriter,
} from "../../records/account-creation.ts";
import type { EpochMilliseconds } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireOrganization } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const creations = table<AccountCreationRecord>()("account_creations", {
  key: ["id"],
  fixed: ["organizationId"],
  columns: {
    id: text(),
    organizationId: text(),
    state: text(),
    accountName: text(),
    email: text(),
    roleName: text(),
    tags: list(),
    requestedAt: time(),
    completedAt: optional(time()),
    accountId: optional(text()),
    failureReason: optional(text()),
  },
});

const { toRow, toRecord } = creations;
const byId = creations.selectBy(["id"]);
const ofOrganization = creations.pageBy(["organizationId"], "id");
const ofState = creations.pageBy(["state"], "id");
const countOf = creations.countBy(["organizationId", "state"]);
const countAll = creations.countBy(["organizationId"]);
const insertOne = creations.insert();
const updateOne = creations.update();
const deleteOne = creations.deleteBy(["id"]);
const deleteOfOrganization = creations.deleteBy(["organizationId"]);

const everyId = statementsOf<SchemaOf<typeof creations>>("account_creations")<{
  organizationId: OrganizationId;
}>()("everyId", (db, p) =>
  db.selectFrom("account_creations").select("id").where("organization_id", "=", p.organizationId),
);

const everyCompleted = statementsOf<SchemaOf<typeof creations>>("account_creations")<{
  organizationId: OrganizationId;
  before: EpochMilliseconds;
}>()("everyCompleted", (db, p) =>
  db
    .selectFrom("account_creations")
    .select("id")
    .where("organization_id", "=", p.organizationId)
    .where("completed_at", "<", p.before),
);

const IN_PROGRESS: AccountCreationState = "IN_PROGRESS";
const PAGED = { keyOf: ({ id }: { readonly id: CreateAccountRequestId }) => id, toItem: toRecord };

class AccountCreations implements AccountCreationWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: CreateAccountRequestId): Promise<AccountCreationRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  list(organizationId: OrganizationId, request: PageRequest): Promise<Page<AccountCreationRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofOrganization, { organizationId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  inProgress(request: PageRequest): Promise<Page<AccountCreationRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofState, { state: IN_PROGRESS, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async countInProgress(organizationId: OrganizationId): Promise<number> {
    return countRows(this.#session, countOf, { organizationId, state: IN_PROGRESS });
  }

  async count(organizationId: OrganizationId): Promise<number> {
    return countRows(this.#session, countAll, { organizationId });
  }

  async insert(record: AccountCreationRecord): Promise<void> {
    await requireOrganization(this.#session, record.organizationId);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("accountCreation", record.id);
  }

  async update(record: AccountCreationRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      const { id, organizationId } = record;
      throw new StoreError("conflict", `there is no request ${id} of organization ${organizationId}`);
    }
    this.#session.note("accountCreation", record.id);
  }

  async deleteCompleted(organizationId: OrganizationId, before: EpochMilliseconds): Promise<void> {
    for (const { id } of await this.#session.all(everyCompleted, { organizationId, before })) {
      await this.#session.send(deleteOne, { id });
      this.#session.note("accountCreation", id);
    }
  }
}

export const accountCreationFamily: SqlFamily<"accountCreations"> = {
  table: creations,
  open: (session) => new AccountCreations(session),
  whenDeleted: {
    async organization(session, { id }) {
      const gone = await session.all(everyId, { organizationId: id });
      if (gone.length === 0) return;
      await session.send(deleteOfOrganization, { organizationId: id });
      for (const request of gone) session.note("accountCreation", request.id);
    },
  },
};
