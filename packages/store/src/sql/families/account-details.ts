import type { AccountDetailsRecord, AccountDetailsWriter } from "../../records/account-details.ts";
import type { AccountId } from "../../records/identifier.ts";
import { entries, json, optional, text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const accountDetails = table<AccountDetailsRecord>()("account_details", {
  key: ["accountId"],
  columns: {
    accountId: text(),
    contactInformation: optional(json()),
    alternateContacts: json(),
    regions: entries(),
    emailUpdate: optional(json()),
    phoneVerification: optional(json()),
  },
});

const { toRow, toRecord } = accountDetails;
const ofAccount = accountDetails.selectBy(["accountId"]);
const putOne = accountDetails.put();

class AccountDetails implements AccountDetailsWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofAccount(accountId: AccountId): Promise<AccountDetailsRecord | undefined> {
    const row = await this.#session.first(ofAccount, { accountId });
    return row && toRecord(row);
  }

  async put(record: AccountDetailsRecord): Promise<void> {
    await requireAccount(this.#session, record.accountId);
    await this.#session.send(putOne, toRow(record));
    this.#session.note("account", record.accountId);
  }
}

export const accountDetailsFamily: SqlFamily<"accountDetails"> = {
  table: accountDetails,
  open: (session) => new AccountDetails(session),
};
