import type { UniqueId } from "../../records/identifier.ts";
import type { InlinePolicyRecord, InlinePolicyWriter } from "../../records/inline-policy.ts";
import type { InlinePolicyTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { requireOwner } from "./owner.ts";

const one = statement<{ ownerId: UniqueId; name: string }>()("inline-policies.one", (db, p) =>
  db.selectFrom("inline_policies").selectAll().where("owner_id", "=", p.ownerId).where("name", "=", p.name),
);

const ofOwner = statement<{ ownerId: UniqueId }>()("inline-policies.ofOwner", (db, p) =>
  db.selectFrom("inline_policies").selectAll().where("owner_id", "=", p.ownerId).orderBy("name"),
);

const putOne = statement<InlinePolicyTable>()("inline-policies.putOne", (db, p) =>
  db
    .insertInto("inline_policies")
    .values({
      account_id: p.account_id,
      owner_kind: p.owner_kind,
      owner_id: p.owner_id,
      name: p.name,
      document: p.document,
    })
    .onConflict((on) =>
      on.columns(["owner_id", "name"]).doUpdateSet((eb) => ({ document: eb.ref("excluded.document") })),
    ),
);

const deleteOne = statement<{ ownerId: UniqueId; name: string }>()("inline-policies.deleteOne", (db, p) =>
  db.deleteFrom("inline_policies").where("owner_id", "=", p.ownerId).where("name", "=", p.name),
);

export class InlinePolicies implements InlinePolicyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async get(ownerId: UniqueId, name: string): Promise<InlinePolicyRecord | undefined> {
    const row = await this.#session.first(one, { ownerId, name });
    return row && toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly InlinePolicyRecord[]> {
    return (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  async put(record: InlinePolicyRecord): Promise<void> {
    await requireOwner(this.#session, record);
    await this.#session.run(putOne, {
      account_id: record.accountId,
      owner_kind: record.ownerKind,
      owner_id: record.ownerId,
      name: record.name,
      document: record.document,
    });
    this.#session.note(record.ownerKind, record.ownerId);
  }

  async delete(ownerId: UniqueId, name: string): Promise<boolean> {
    const policy = await this.#session.first(one, { ownerId, name });
    if (policy === undefined) return false;
    await this.#session.run(deleteOne, { ownerId, name });
    this.#session.note(policy.owner_kind, ownerId);
    return true;
  }
}

function toRecord(row: InlinePolicyTable): InlinePolicyRecord {
  return {
    accountId: row.account_id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    name: row.name,
    document: row.document,
  };
}
