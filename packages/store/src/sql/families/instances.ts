import type { InstanceId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { InstanceRecord, InstanceWriter } from "../../records/instance.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
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
  },
});

const { toRow, toRecord } = instances;
const byId = instances.selectBy(["id"]);
const ofAccount = instances.pageBy(["accountId"], "id");
const ofProfile = instances.pageBy(["instanceProfileId"], "id");
const insertOne = instances.insert();
const updateOne = instances.update();
const deleteOne = instances.deleteBy(["id"]);

const PAGED = { keyOf: ({ id }: { readonly id: InstanceId }) => id, toItem: toRecord };

const statement = statementsOf<AnySchema>("instances");
const profileOf = statement<{ accountId: AccountId; instanceProfileId: UniqueId }>()("profileOf", (db, p) =>
  db
    .selectFrom("instance_profiles")
    .select("id")
    .where("id", "=", p.instanceProfileId)
    .where("account_id", "=", p.accountId),
);

class Instances implements InstanceWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: InstanceId): Promise<InstanceRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  list(accountId: AccountId, request: PageRequest): Promise<Page<InstanceRecord>> {
    const fetch = (after: string, limit: number) => this.#session.all(ofAccount, { accountId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  ofInstanceProfile(instanceProfileId: UniqueId, request: PageRequest): Promise<Page<InstanceRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofProfile, { instanceProfileId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async insert(record: InstanceRecord): Promise<void> {
    await this.#requireProfile(record);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("instance", record.id);
  }

  async update(record: InstanceRecord): Promise<void> {
    const old = await this.byId(record.id);
    // A profile that it has may be gone; one that it is given has to be there.
    if (old?.instanceProfileId !== record.instanceProfileId) await this.#requireProfile(record);
    if ((await this.#session.run(updateOne, toRow(record))) === 0) throw unknownInstance(record.id);
    this.#session.note("instance", record.id);
  }

  async delete(id: InstanceId): Promise<void> {
    if ((await this.#session.run(deleteOne, { id })) === 0) throw unknownInstance(id);
    this.#session.note("instance", id);
  }

  async #requireProfile({ accountId, instanceProfileId }: InstanceRecord): Promise<void> {
    if (instanceProfileId === undefined) return;
    if ((await this.#session.first(profileOf, { accountId, instanceProfileId })) === undefined) {
      const reason = `there is no instance profile ${instanceProfileId} in account ${accountId}`;
      throw new StoreError("conflict", reason);
    }
  }
}

function unknownInstance(id: InstanceId): StoreError {
  return new StoreError("conflict", `there is no instance ${id} in this account to change`);
}

export const instanceFamily: SqlFamily<"instances"> = {
  table: instances,
  open: (session) => new Instances(session),
};
