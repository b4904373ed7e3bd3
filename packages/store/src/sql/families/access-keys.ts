import { StoreError } from "../../errors.ts";
import type { AccessKeyRecord, AccessKeyStatus, AccessKeyWriter } from "../../records/access-key.ts";
import type { AccessKeyId, UniqueId } from "../../records/identifier.ts";
import type { AccessKeyTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { requireOwner } from "./owner.ts";
import { deleteUsage } from "./usage.ts";

type AccessKeyRow = Omit<AccessKeyTable, "position">;
const COLUMNS = [
  "id",
  "account_id",
  "owner_kind",
  "owner_id",
  "sealed_secret",
  "status",
  "created_at",
] as const;

const byId = statement<{ id: AccessKeyId }>()("access-keys.byId", (db, p) =>
  db.selectFrom("access_keys").select(COLUMNS).where("id", "=", p.id),
);

const ofOwner = statement<{ ownerId: UniqueId }>()("access-keys.ofOwner", (db, p) =>
  db.selectFrom("access_keys").select(COLUMNS).where("owner_id", "=", p.ownerId).orderBy("position"),
);

const insertOne = statement<AccessKeyRow>()("access-keys.insertOne", (db, p) =>
  db.insertInto("access_keys").values({
    id: p.id,
    account_id: p.account_id,
    owner_kind: p.owner_kind,
    owner_id: p.owner_id,
    sealed_secret: p.sealed_secret,
    status: p.status,
    created_at: p.created_at,
  }),
);

const setStatus = statement<{ id: AccessKeyId; status: AccessKeyStatus }>()(
  "access-keys.setStatus",
  (db, p) => db.updateTable("access_keys").set({ status: p.status }).where("id", "=", p.id),
);

const deleteOne = statement<{ id: AccessKeyId }>()("access-keys.deleteOne", (db, p) =>
  db.deleteFrom("access_keys").where("id", "=", p.id),
);

export class AccessKeys implements AccessKeyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: AccessKeyId): Promise<AccessKeyRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly AccessKeyRecord[]> {
    return (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  async insert(record: AccessKeyRecord): Promise<void> {
    await requireOwner(this.#session, record);
    await this.#session.run(insertOne, {
      id: record.id,
      account_id: record.accountId,
      owner_kind: record.ownerKind,
      owner_id: record.ownerId,
      sealed_secret: record.sealedSecret,
      status: record.status,
      created_at: record.createdAt,
    });
    this.#session.note("accessKey", record.id);
  }

  async setStatus(id: AccessKeyId, status: AccessKeyStatus): Promise<void> {
    if ((await this.#session.run(setStatus, { id, status })) === 0) throw unknownKey(id);
    this.#session.note("accessKey", id);
  }

  async delete(id: AccessKeyId): Promise<void> {
    if (!(await deleteKey(this.#session, id))) throw unknownKey(id);
  }
}

export async function deleteKeysOf(session: SqlSession, ownerId: UniqueId): Promise<void> {
  for (const key of await session.all(ofOwner, { ownerId })) await deleteKey(session, key.id);
}

async function deleteKey(session: SqlSession, id: AccessKeyId): Promise<boolean> {
  if ((await session.run(deleteOne, { id })) === 0) return false;
  await session.run(deleteUsage, { subject: id });
  session.note("accessKey", id);
  return true;
}

function unknownKey(id: AccessKeyId): StoreError {
  return new StoreError("conflict", `there is no access key ${id}`);
}

function toRecord(row: AccessKeyRow): AccessKeyRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    sealedSecret: row.sealed_secret,
    status: row.status,
    createdAt: row.created_at,
  };
}
