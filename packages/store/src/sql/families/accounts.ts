import { StoreError } from "../../errors.ts";
import type { AccountCounts, AccountRecord, AccountWriter } from "../../records/account.ts";
import type { AccountId } from "../../records/identifier.ts";
import { integer, json, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { foldName } from "../fold-name.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

export const accounts = table<AccountRecord>()("accounts", {
  key: ["id"],
  columns: {
    id: text(),
    name: text(),
    email: text(),
    rootPasswordHash: optional(text()),
    alias: optional(text()),
    passwordPolicy: optional(json()),
    closedAt: optional(time()),
    createdAt: time(),
  },
  derived: { emailKey: ({ email }) => foldName(email) },
});

const accountCounts = table<AccountCounts & { readonly accountId: AccountId }>()("account_counts", {
  key: ["accountId"],
  columns: {
    accountId: text(),
    users: integer(),
    groups: integer(),
    roles: integer(),
    policies: integer(),
    instanceProfiles: integer(),
    serverCertificates: integer(),
  },
});

const { toRow, toRecord } = accounts;
const byId = accounts.selectBy(["id"]);
const byAlias = accounts.selectBy(["alias"]);
const byEmail = accounts.selectBy(["emailKey"]);
const insertOne = accounts.insert();
const updateOne = accounts.update();
const countsOf = accountCounts.selectBy(["accountId"]);
const insertCounts = accountCounts.insert();

const everyAccount = statementsOf<SchemaOf<typeof accounts>>("accounts")()("everyAccount", (db) =>
  db.selectFrom("accounts").select(accounts.columnNames).orderBy("id"),
);

const anyAccount = statementsOf<SchemaOf<typeof accounts>>("accounts")()("anyAccount", (db) =>
  db
    .selectFrom("accounts")
    .select("id")
    .orderBy("id")
    .limit((eb) => eb.lit(1)),
);

/** A column each, named as the table whose rows it counts. */
const COUNTED = ["users", "groups", "roles", "policies", "instance_profiles", "server_certificates"] as const;

/** Each table is gone through once, by the index that begins with the account. */
const countAnew = `select accounts.id as account_id, ${COUNTED.map(
  (name) => `coalesce(of_${name}.counted, 0) as ${name}`,
).join(", ")} from accounts ${COUNTED.map(
  (name) =>
    `left join (select account_id, count(*) as counted from ${name} group by account_id) as of_${name} on of_${name}.account_id = accounts.id`,
).join(" ")}`;

const NO_COUNTS: AccountCounts = Object.freeze({
  users: 0,
  groups: 0,
  roles: 0,
  policies: 0,
  instanceProfiles: 0,
  serverCertificates: 0,
});

class Accounts implements AccountWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: AccountId): Promise<AccountRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byAlias(alias: string): Promise<AccountRecord | undefined> {
    const row = await this.#session.first(byAlias, { alias });
    return row && toRecord(row);
  }

  async byEmail(email: string): Promise<AccountRecord | undefined> {
    const row = await this.#session.first(byEmail, { emailKey: foldName(email) });
    return row && toRecord(row);
  }

  async hasAny(): Promise<boolean> {
    return (await this.#session.first(anyAccount, {})) !== undefined;
  }

  async list(): Promise<readonly AccountRecord[]> {
    return (await this.#session.all(everyAccount, {})).map(toRecord);
  }

  async counts(id: AccountId): Promise<AccountCounts> {
    const row = await this.#session.first(countsOf, { accountId: id });
    if (row === undefined) return NO_COUNTS;
    const { accountId: _, ...counts } = accountCounts.toRecord(row);
    return counts;
  }

  async insert(record: AccountRecord): Promise<void> {
    await this.#session.send(insertOne, toRow(record));
    await this.#session.send(insertCounts, accountCounts.toRow({ accountId: record.id, ...NO_COUNTS }));
    this.#session.note("account", record.id);
  }

  async update(record: AccountRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      throw new StoreError("conflict", `there is no account ${record.id}`);
    }
    this.#session.note("account", record.id);
  }
}

export const accountFamily: SqlFamily<"accounts"> = {
  table: accounts,
  derived: [{ table: accountCounts, select: countAnew }],
  open: (session) => new Accounts(session),
};
