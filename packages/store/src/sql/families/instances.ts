import type { InstanceId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { InstanceRecord, InstanceWriter, ListedInstance } from "../../records/instance.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { json, list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { Identified, identifiedFamily } from "../identified.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const instances = table<InstanceRecord>()("instances", {
  key: ["id"],
  fixed: ["accountId"],
  columns: {
    id: text(),
    accountId: text(),
    instanceProfileId: optional(text()),
    state: text(),
    tags: list(),
    launchedAt: time(),
    name: optional(text()),
    region: text(),
    description: json(),
    metadataOptions: json(),
    publicKey: optional(text()),
    enrolledAt: optional(time()),
    enrolment: optional(json()),
    userData: optional(text()),
  },
});

const { toRecord } = instances;
const family = identifiedFamily("instance", instances, (id) => `instance ${id} in this account`);
const LISTED = [
  "id",
  "accountId",
  "instanceProfileId",
  "state",
  "tags",
  "launchedAt",
  "name",
  "region",
  "description",
  "metadataOptions",
  "publicKey",
  "enrolledAt",
  "enrolment",
] as const;
const ofAccount = instances.pagePartsBy(["accountId"], "id", LISTED);
const ofProfile = instances.pagePartsBy(["instanceProfileId"], "id", LISTED);
const byName = instances.selectBy(["accountId", "name"]);
const countOf = instances.countBy(["accountId"]);

type Row = Parameters<typeof toRecord>[0];

const PAGED = {
  keyOf: ({ id }: { readonly id: InstanceId }) => id,
  toItem: (row: Omit<Row, "user_data">): ListedInstance => toRecord({ ...row, user_data: null }),
};

const statement = statementsOf<AnySchema>("instances");
const profileOf = statement<{ accountId: AccountId; instanceProfileId: UniqueId }>()("profileOf", (db, p) =>
  db
    .selectFrom("instance_profiles")
    .select("id")
    .where("id", "=", p.instanceProfileId)
    .where("account_id", "=", p.accountId),
);

class Instances extends Identified<"instance", Row> implements InstanceWriter {
  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
  }

  async byName(accountId: AccountId, name: string): Promise<InstanceRecord | undefined> {
    const row = await this.session.first(byName, { accountId, name });
    return row && toRecord(row);
  }

  async count(accountId: AccountId): Promise<number> {
    return countRows(this.session, countOf, { accountId });
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<ListedInstance>> {
    const fetch = (after: string, limit: number) => this.session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  ofInstanceProfile(instanceProfileId: UniqueId, request: PageRequest): Promise<Page<ListedInstance>> {
    const fetch = (after: string, limit: number) =>
      this.session.all(ofProfile, { instanceProfileId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  override async insert(record: InstanceRecord): Promise<void> {
    await this.#requireProfile(record);
    await super.insert(record);
  }

  override async update(record: InstanceRecord): Promise<void> {
    const old = await this.byId(record.id);
    // A profile that it has may be gone; one that it is given has to be there.
    if (old?.instanceProfileId !== record.instanceProfileId) await this.#requireProfile(record);
    await super.update(record);
  }

  async #requireProfile({ accountId, instanceProfileId }: InstanceRecord): Promise<void> {
    if (instanceProfileId === undefined) return;
    if ((await this.session.first(profileOf, { accountId, instanceProfileId })) === undefined) {
      const reason = `there is no instance profile ${instanceProfileId} in account ${accountId}`;
      throw new StoreError("conflict", reason);
    }
  }
}

export const instanceFamily: SqlFamily<"instances"> = {
  table: instances,
  open: (session, cascade) => new Instances(session, cascade),
};
