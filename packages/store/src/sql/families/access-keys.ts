import { StoreError } from "../../errors.ts";
import type { AccessKeyRecord, AccessKeyStatus, AccessKeyWriter } from "../../records/access-key.ts";
import type { AccessKeyId, UniqueId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { SealedBox } from "../../records/sealed-box.ts";
import { blob, text, time } from "../column.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import { pageOf } from "../page.ts";
import { SealedColumn } from "../sealed.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const accessKeys = table<AccessKeyRecord>()("access_keys", {
  key: ["id"],
  columns: {
    id: text(),
    accountId: text(),
    ownerKind: text(),
    ownerId: text(),
    sealedSecret: blob(),
    status: text(),
    createdAt: time(),
  },
  isOrdered: true,
});

const { toRow, toRecord } = accessKeys;
const byId = accessKeys.selectBy(["id"]);
const ofOwner = accessKeys.selectBy(["ownerId"], "position");
const everyOne = accessKeys.pageBy([], "id");
const insertOne = accessKeys.insert();
const deleteOne = accessKeys.deleteBy(["id"]);

const statement = statementsOf<SchemaOf<typeof accessKeys>>("access_keys");
const setStatus = statement<{ id: AccessKeyId; status: AccessKeyStatus }>()("setStatus", (db, p) =>
  db.updateTable("access_keys").set({ status: p.status }).where("id", "=", p.id),
);

const secrets = new SealedColumn({
  table: "access_keys",
  key: ["id"],
  sealed: "sealed_secret",
  opensWithId: true,
});

const PAGED = { keyOf: ({ id }: { readonly id: AccessKeyId }) => id, toItem: toRecord };

class AccessKeys implements AccessKeyWriter {
  readonly #session: SqlSession;
  readonly #cascade: Cascade;

  constructor(session: SqlSession, cascade: Cascade) {
    this.#session = session;
    this.#cascade = cascade;
  }

  async byId(id: AccessKeyId): Promise<AccessKeyRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly AccessKeyRecord[]> {
    return (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  list(request: PageRequest): Promise<Page<AccessKeyRecord>> {
    const fetch = (after: string, limit: number) => this.#session.all(everyOne, { after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async insert(record: AccessKeyRecord): Promise<void> {
    await requireOwner(this.#session, record);
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("accessKey", record.id);
  }

  async setStatus(id: AccessKeyId, status: AccessKeyStatus): Promise<void> {
    if ((await this.#session.run(setStatus, { id, status })) === 0) throw unknownKey(id);
    this.#session.note("accessKey", id);
  }

  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>> {
    return secrets.boxes(this.#session, request);
  }

  reseal(box: SealedBox, to: Uint8Array): Promise<boolean> {
    return secrets.reseal(this.#session, box, to);
  }

  async delete(id: AccessKeyId): Promise<void> {
    const key = await this.byId(id);
    if (key === undefined) throw unknownKey(id);
    await deleteKey(this.#session, key, this.#cascade);
  }
}

async function deleteKey(session: SqlSession, key: AccessKeyRecord, cascade: Cascade): Promise<void> {
  await cascade(session, "accessKey", key);
  await session.send(deleteOne, { id: key.id });
  session.note("accessKey", key.id);
}

function unknownKey(id: AccessKeyId): StoreError {
  return new StoreError("conflict", `there is no access key ${id}`);
}

export const accessKeyFamily: SqlFamily<"accessKeys"> = {
  table: accessKeys,
  open: (session, cascade) => new AccessKeys(session, cascade),
  whenDeleted: {
    async user(session, { id }, cascade) {
      for (const key of await session.all(ofOwner, { ownerId: id })) {
        await deleteKey(session, toRecord(key), cascade);
      }
    },
  },
};
