import type { OrganizationId, ParentId } from "@rolecall/names";
import type {
  OrganizationalUnitRecord,
  OrganizationalUnitWriter,
} from "../../records/organizational-unit.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { requireParent } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const units = table<OrganizationalUnitRecord>()("organizational_units", {
  key: ["id"],
  fixed: ["organizationId", "parentId"],
  columns: {
    id: text(),
    organizationId: text(),
    parentId: text(),
    name: text(),
    tags: list(),
    createdAt: time(),
  },
});

const { toRecord } = units;
const family = identifiedFamily(
  "organizationalUnit",
  units,
  (id) => `organizational unit ${id} under this parent`,
);
const byName = units.selectBy(["parentId", "name"]);
const ofOrganization = units.selectBy(["organizationId"]);
const ofParent = units.pageBy(["parentId"], "id");
const countOf = units.countBy(["organizationId"]);
const deleteOfOrganization = units.deleteBy(["organizationId"]);

type Row = Parameters<typeof toRecord>[0];

class OrganizationalUnits extends Identified<"organizationalUnit", Row> implements OrganizationalUnitWriter {
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async byName(parentId: ParentId, name: string): Promise<OrganizationalUnitRecord | undefined> {
    const row = await this.session.first(byName, { parentId, name });
    return row && toRecord(row);
  }

  ofParent(parentId: ParentId, request: PageRequest): Promise<Page<OrganizationalUnitRecord>> {
    const fetch = (after: string, limit: number) => this.session.all(ofParent, { parentId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(organizationId: OrganizationId): Promise<number> {
    return countRows(this.session, countOf, { organizationId });
  }

  override async insert(record: OrganizationalUnitRecord): Promise<void> {
    await requireParent(this.session, record);
    await super.insert(record);
  }
}

export const organizationalUnitFamily: SqlFamily<"organizationalUnits"> = {
  table: units,
  open: (session, cascade) => new OrganizationalUnits(session, cascade),
  whenDeleted: {
    async organization(session, { id }) {
      const gone = await session.all(ofOrganization, { organizationId: id });
      if (gone.length === 0) return;
      await session.send(deleteOfOrganization, { organizationId: id });
      for (const unit of gone) session.note("organizationalUnit", unit.id);
    },
  },
};
