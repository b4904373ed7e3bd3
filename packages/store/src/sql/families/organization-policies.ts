import type { OrganizationId, OrganizationPolicyId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type {
  OrganizationPolicyRecord,
  OrganizationPolicyType,
  OrganizationPolicyWriter,
} from "../../records/organization-policy.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, text, time } from "../column.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { requireOrganization } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const policies = table<OrganizationPolicyRecord>()("organization_policies", {
  key: ["id"],
  fixed: ["organizationId", "type"],
  columns: {
    id: text(),
    organizationId: text(),
    type: text(),
    name: text(),
    description: text(),
    content: text(),
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
  },
});

const { toRow, toRecord } = policies;
const byId = policies.selectBy(["id"]);
const byName = policies.selectBy(["organizationId", "type", "name"]);
const ofType = policies.pageBy(["organizationId", "type"], "id");
const countOf = policies.countBy(["organizationId", "type"]);
const insertOne = policies.insert();
const updateOne = policies.update();
const deleteOne = policies.deleteBy(["id"]);
const deleteOfOrganization = policies.deleteBy(["organizationId"]);

/** Without the documents, which may be large. */
const everyId = statementsOf<SchemaOf<typeof policies>>("organization_policies")<{
  organizationId: OrganizationId;
}>()("everyId", (db, p) =>
  db.selectFrom("organization_policies").select("id").where("organization_id", "=", p.organizationId),
);

class OrganizationPolicies implements OrganizationPolicyWriter {
  readonly #session: SqlSession;
  readonly #cascade: Cascade;

  constructor(session: SqlSession, cascade: Cascade) {
    this.#session = session;
    this.#cascade = cascade;
  }

  async byId(id: OrganizationPolicyId): Promise<OrganizationPolicyRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byName(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    name: string,
  ): Promise<OrganizationPolicyRecord | undefined> {
    const row = await this.#session.first(byName, { organizationId, type, name });
    return row && toRecord(row);
  }

  list(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    request: PageRequest,
  ): Promise<Page<OrganizationPolicyRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofType, { organizationId, type, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(organizationId: OrganizationId, type: OrganizationPolicyType): Promise<number> {
    return Number((await this.#session.first(countOf, { organizationId, type }))?.count ?? 0);
  }

  async insert(record: OrganizationPolicyRecord): Promise<void> {
    await requireOrganization(this.#session, record.organizationId);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("organizationPolicy", record.id);
  }

  async update(record: OrganizationPolicyRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) throw unknownPolicy(record.id);
    this.#session.note("organizationPolicy", record.id);
  }

  async delete(id: OrganizationPolicyId): Promise<void> {
    const record = await this.byId(id);
    if (record === undefined) throw unknownPolicy(id);
    await this.#cascade(this.#session, "organizationPolicy", record);
    await this.#session.send(deleteOne, { id });
    this.#session.note("organizationPolicy", id);
  }
}

function unknownPolicy(id: OrganizationPolicyId): StoreError {
  return new StoreError("conflict", `there is no policy ${id} of this type in this organization to change`);
}

export const organizationPolicyFamily: SqlFamily<"organizationPolicies"> = {
  table: policies,
  open: (session, cascade) => new OrganizationPolicies(session, cascade),
  whenDeleted: {
    async organization(session, { id }) {
      const gone = await session.all(everyId, { organizationId: id });
      if (gone.length === 0) return;
      await session.send(deleteOfOrganization, { organizationId: id });
      for (const policy of gone) session.note("organizationPolicy", policy.id);
    },
  },
};
