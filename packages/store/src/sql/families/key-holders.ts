import type { KeyHolderRecord, KeyHolderWriter } from "../../records/key-holder.ts";
import { list, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const keyHolders = table<KeyHolderRecord>()("key_holders", {
  key: ["id"],
  columns: { id: text(), name: text(), masterKeyIds: list(), dataKeyIds: list(), seenAt: time() },
});

const { toRow, toRecord } = keyHolders;
const all = keyHolders.selectBy([], "id");
const putOne = keyHolders.put();
const deleteOne = keyHolders.deleteBy(["id"]);

class KeyHolders implements KeyHolderWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async list(): Promise<readonly KeyHolderRecord[]> {
    return (await this.#session.all(all, {})).map(toRecord);
  }

  async put(record: KeyHolderRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
  }

  async delete(id: string): Promise<void> {
    await this.#session.send(deleteOne, { id });
  }
}

export const keyHolderFamily: SqlFamily<"keyHolders"> = {
  table: keyHolders,
  isOfProcesses: true,
  open: (session) => new KeyHolders(session),
};
