import type { ExternalAccountRecord, ExternalAccountWriter } from "../../records/external-account.ts";
import type { AccountId } from "../../records/identifier.ts";
import { text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const externalAccounts = table<ExternalAccountRecord>()("external_accounts", {
  key: ["accountId"],
  columns: { accountId: text(), addedAt: time() },
});

const { toRow, toRecord } = externalAccounts;
const byId = externalAccounts.selectBy(["accountId"]);
const putOne = externalAccounts.put();

class ExternalAccounts implements ExternalAccountWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(accountId: AccountId): Promise<ExternalAccountRecord | undefined> {
    const row = await this.#session.first(byId, { accountId });
    return row && toRecord(row);
  }

  async put(record: ExternalAccountRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
  }
}

export const externalAccountFamily: SqlFamily<"externalAccounts"> = {
  table: externalAccounts,
  open: (session) => new ExternalAccounts(session),
};
