import type { RootId } from "@rolecall/names";
import type { AccountId } from "../../records/identifier.ts";
import type { OrganizationRecord, OrganizationWriter } from "../../records/organization.ts";
import { json, list, optional, text, time } from "../column.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
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

const { toRecord } = organizations;
const family = identifiedFamily(
  "organization",
  organizations,
  (id) => `organization ${id} of this management account and root`,
);
const byRoot = organizations.selectBy(["rootId"]);
const byManagementAccount = organizations.selectBy(["managementAccountId"]);
const everyOne = organizations.selectBy([], "id");

type Row = Parameters<typeof toRecord>[0];

class Organizations extends Identified<"organization", Row> implements OrganizationWriter {
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async byRoot(rootId: RootId): Promise<OrganizationRecord | undefined> {
    const row = await this.session.first(byRoot, { rootId });
    return row && toRecord(row);
  }

  async byManagementAccount(managementAccountId: AccountId): Promise<OrganizationRecord | undefined> {
    const row = await this.session.first(byManagementAccount, { managementAccountId });
    return row && toRecord(row);
  }

  async list(): Promise<readonly OrganizationRecord[]> {
    return (await this.session.all(everyOne, {})).map(toRecord);
  }

  override async insert(record: OrganizationRecord): Promise<void> {
    await requireAccount(this.session, record.managementAccountId);
    await super.insert(record);
  }
}

export const organizationFamily: SqlFamily<"organizations"> = {
  table: organizations,
  open: (session, cascade) => new Organizations(session, cascade),
};
