import type { OrganizationId, RootId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { OrganizationRecord, OrganizationWriter } from "../../records/organization.ts";
import { json, list, optional, text, time } from "../column.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const organizations = table<OrganizationRecord>()("organizations", {
  key: ["id"],
  fixed: ["managementAccountId", "rootId"],
  columns: {
    id: text(),
    managementAccountId: text(),
    rootId: text(),
    featureSet: text(),
    enabledPolicyTypes: list(),
    trustedServices: list(),
    rootFeatures: list(),
    rootTags: list(),
    resourcePolicy: optional(json()),
    createdAt: time(),
  },
});

const { toRow, toRecord } = organizations;
const byId = organizations.selectBy(["id"]);
const byRoot = organizations.selectBy(["rootId"]);
const byManagementAccount = organizations.selectBy(["managementAccountId"]);
const everyOne = organizations.selectBy([], "id");
const insertOne = organizations.insert();
const updateOne = organizations.update();
const deleteOne = organizations.deleteBy(["id"]);

class Organizations implements OrganizationWriter {
  readonly #session: SqlSession;
  readonly #cascade: Cascade;

  constructor(session: SqlSession, cascade: Cascade) {
    this.#session = session;
    this.#cascade = cascade;
  }

  async byId(id: OrganizationId): Promise<OrganizationRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byRoot(rootId: RootId): Promise<OrganizationRecord | undefined> {
    const row = await this.#session.first(byRoot, { rootId });
    return row && toRecord(row);
  }

  async byManagementAccount(managementAccountId: AccountId): Promise<OrganizationRecord | undefined> {
    const row = await this.#session.first(byManagementAccount, { managementAccountId });
    return row && toRecord(row);
  }

  async list(): Promise<readonly OrganizationRecord[]> {
    return (await this.#session.all(everyOne, {})).map(toRecord);
  }

  async insert(record: OrganizationRecord): Promise<void> {
    await requireAccount(this.#session, record.managementAccountId);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("organization", record.id);
  }

  async update(record: OrganizationRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) throw unknownOrganization(record.id);
    this.#session.note("organization", record.id);
  }

  async delete(id: OrganizationId): Promise<void> {
    const record = await this.byId(id);
    if (record === undefined) throw unknownOrganization(id);
    await this.#cascade(this.#session, "organization", record);
    await this.#session.send(deleteOne, { id });
    this.#session.note("organization", id);
  }
}

function unknownOrganization(id: OrganizationId): StoreError {
  return new StoreError(
    "conflict",
    `there is no organization ${id} of this management account and root to change`,
  );
}

export const organizationFamily: SqlFamily<"organizations"> = {
  table: organizations,
  open: (session, cascade) => new Organizations(session, cascade),
};
