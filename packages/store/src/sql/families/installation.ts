import type { InstallationRecord, InstallationWriter } from "../../records/installation.ts";
import { text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const HERE = "here";

const installation = table<InstallationRecord>()("installation", {
  key: ["partition"],
  columns: { partition: text() },
  // INVARIANT: the same in every row, and unique.
  derived: { place: () => HERE },
});

const { toRow, toRecord } = installation;
const byPlace = installation.selectBy(["place"]);
const insertOne = installation.insert();

class Installation implements InstallationWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async get(): Promise<InstallationRecord | undefined> {
    const row = await this.#session.first(byPlace, { place: HERE });
    return row && toRecord(row);
  }

  async insert(record: InstallationRecord): Promise<void> {
    await this.#session.send(insertOne, toRow(record));
  }
}

export const installationFamily: SqlFamily<"installation"> = {
  table: installation,
  open: (session) => new Installation(session),
};
