import type { SealingKeyRecord, SealingKeyWriter } from "../../records/sealing-key.ts";
import { integer, text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const sealingKeys = table<SealingKeyRecord>()("sealing_keys", {
  key: ["keyId"],
  columns: { keyId: integer(), check: text() },
});

const { toRow, toRecord } = sealingKeys;
const all = sealingKeys.selectBy([], "key_id");
const putOne = sealingKeys.put();
const deleteOne = sealingKeys.deleteBy(["keyId"]);

class SealingKeys implements SealingKeyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async list(): Promise<readonly SealingKeyRecord[]> {
    return (await this.#session.all(all, {})).map(toRecord);
  }

  async put(record: SealingKeyRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
  }

  async delete(keyId: number): Promise<boolean> {
    return (await this.#session.run(deleteOne, { keyId })) > 0;
  }
}

export const sealingKeyFamily: SqlFamily<"sealingKeys"> = {
  table: sealingKeys,
  open: (session) => new SealingKeys(session),
};
