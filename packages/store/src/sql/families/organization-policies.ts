import type { OrganizationId } from "@rolecall/names";
import type {
  OrganizationPolicyRecord,
  OrganizationPolicyType,
  OrganizationPolicyWriter,
} from "../../records/organization-policy.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
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

const { toRecord } = policies;
const family = identifiedFamily(
  "organizationPolicy",
  policies,
  (id) => `policy ${id} of this type in this organization`,
);
const byName = policies.selectBy(["organizationId", "type", "name"]);
const ofType = policies.pageBy(["organizationId", "type"], "id");
const countOf = policies.countBy(["organizationId", "type"]);
const deleteOfOrganization = policies.deleteBy(["organizationId"]);

/** Without the documents, which may be large. */
const everyId = statementsOf<SchemaOf<typeof policies>>("organization_policies")<{
  organizationId: OrganizationId;
}>()("everyId", (db, p) =>
  db.selectFrom("organization_policies").select("id").where("organization_id", "=", p.organizationId),
);

type Row = Parameters<typeof toRecord>[0];

class OrganizationPolicies extends Identified<"organizationPolicy", Row> implements OrganizationPolicyWriter {
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async byName(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    name: string,
  ): Promise<OrganizationPolicyRecord | undefined> {
    const row = await this.session.first(byName, { organizationId, type, name });
    return row && toRecord(row);
  }

  list(
    organizationId: OrganizationId,
    type: OrganizationPolicyType,
    request: PageRequest,
  ): Promise<Page<OrganizationPolicyRecord>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(ofType, { organizationId, type, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(organizationId: OrganizationId, type: OrganizationPolicyType): Promise<number> {
    return countRows(this.session, countOf, { organizationId, type });
  }

  override async insert(record: OrganizationPolicyRecord): Promise<void> {
    await requireOrganization(this.session, record.organizationId);
    await super.insert(record);
  }
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
