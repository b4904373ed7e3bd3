import type { AccountSettingsRecord, AccountSettingsWriter } from "../../records/account-settings.ts";
import type { AccountId } from "../../records/identifier.ts";
import { entries, integer, json, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const settings = table<AccountSettingsRecord>()("account_settings", {
  key: ["accountId"],
  columns: {
    accountId: text(),
    outboundFederation: optional(json()),
    globalEndpointTokenVersion: optional(integer()),
    properties: entries(),
    signInProviders: optional(json()),
    updatedAt: time(),
  },
});

const { toRow, toRecord } = settings;
const ofAccount = settings.selectBy(["accountId"]);
const putOne = settings.put();

class AccountSettings implements AccountSettingsWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofAccount(accountId: AccountId): Promise<AccountSettingsRecord | undefined> {
    const row = await this.#session.first(ofAccount, { accountId });
    return row && toRecord(row);
  }

  async put(record: AccountSettingsRecord): Promise<void> {
    await requireAccount(this.#session, record.accountId);
    await this.#session.send(putOne, toRow(record));
    this.#session.note("account", record.accountId);
  }
}

export const accountSettingsFamily: SqlFamily<"accountSettings"> = {
  table: settings,
  open: (session) => new AccountSettings(session),
};
