import type { DataKeyRecord, DataKeyWriter } from "../../records/data-key.ts";
import { entries, integer, optional, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const dataKeys = table<DataKeyRecord>()("data_keys", {
  key: ["keyId"],
  columns: {
    keyId: integer(),
    seals: entries(),
    createdAt: time(),
    sealsSince: optional(time()),
    retiredAt: optional(time()),
    resealedAt: optional(time()),
  },
});

const { toRow, toRecord } = dataKeys;
const all = dataKeys.selectBy([], "key_id");
const putOne = dataKeys.put();
const deleteOne = dataKeys.deleteBy(["keyId"]);

class DataKeys implements DataKeyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async list(): Promise<readonly DataKeyRecord[]> {
    return (await this.#session.all(all, {})).map(toRecord);
  }

  async put(record: DataKeyRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
    this.#session.note("dataKey", String(record.keyId));
  }

  async delete(keyId: number): Promise<boolean> {
    const isGone = (await this.#session.run(deleteOne, { keyId })) > 0;
    if (isGone) this.#session.note("dataKey", String(keyId));
    return isGone;
  }
}

export const dataKeyFamily: SqlFamily<"dataKeys"> = {
  table: dataKeys,
  open: (session) => new DataKeys(session),
};
