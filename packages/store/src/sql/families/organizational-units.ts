import type { OrganizationalUnitId, OrganizationId, ParentId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type {
  OrganizationalUnitRecord,
  OrganizationalUnitWriter,
} from "../../records/organizational-unit.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, text, time } from "../column.ts";
import type { Cascade, SqlFamily } from "../family.ts";
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

const { toRow, toRecord } = units;
const byId = units.selectBy(["id"]);
const byName = units.selectBy(["parentId", "name"]);
const ofOrganization = units.selectBy(["organizationId"]);
const ofParent = units.pageBy(["parentId"], "id");
const countOf = units.countBy(["organizationId"]);
const insertOne = units.insert();
const updateOne = units.update();
const deleteOne = units.deleteBy(["id"]);
const deleteOfOrganization = units.deleteBy(["organizationId"]);

class OrganizationalUnits implements OrganizationalUnitWriter {
  readonly #session: SqlSession;
  readonly #cascade: Cascade;

  constructor(session: SqlSession, cascade: Cascade) {
    this.#session = session;
    this.#cascade = cascade;
  }

  async byId(id: OrganizationalUnitId): Promise<OrganizationalUnitRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byName(parentId: ParentId, name: string): Promise<OrganizationalUnitRecord | undefined> {
    const row = await this.#session.first(byName, { parentId, name });
    return row && toRecord(row);
  }

  ofParent(parentId: ParentId, request: PageRequest): Promise<Page<OrganizationalUnitRecord>> {
    const fetch = (after: string, limit: number) => this.#session.all(ofParent, { parentId, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async count(organizationId: OrganizationId): Promise<number> {
    return Number((await this.#session.first(countOf, { organizationId }))?.count ?? 0);
  }

  async insert(record: OrganizationalUnitRecord): Promise<void> {
    await requireParent(this.#session, record);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("organizationalUnit", record.id);
  }

  async update(record: OrganizationalUnitRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) throw unknownUnit(record.id);
    this.#session.note("organizationalUnit", record.id);
  }

  async delete(id: OrganizationalUnitId): Promise<void> {
    const record = await this.byId(id);
    if (record === undefined) throw unknownUnit(id);
    await this.#cascade(this.#session, "organizationalUnit", record);
    await this.#session.send(deleteOne, { id });
    this.#session.note("organizationalUnit", id);
  }
}

function unknownUnit(id: OrganizationalUnitId): StoreError {
  return new StoreError("conflict", `there is no organizational unit ${id} under this parent to change`);
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
