import { StoreError } from "../../errors.ts";
import type { AccountCounts, AccountRecord, AccountWriter, PasswordPolicy } from "../../records/account.ts";
import type { AccountId } from "../../records/identifier.ts";
import { foldName } from "../fold-name.ts";
import type { AccountTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";

const byId = statement<{ id: AccountId }>()("accounts.byId", (db, p) =>
  db.selectFrom("accounts").selectAll().where("id", "=", p.id),
);

const byAlias = statement<{ alias: string }>()("accounts.byAlias", (db, p) =>
  db.selectFrom("accounts").selectAll().where("alias", "=", p.alias),
);

const byEmail = statement<{ emailKey: string }>()("accounts.byEmail", (db, p) =>
  db.selectFrom("accounts").selectAll().where("email_key", "=", p.emailKey),
);

const everyAccount = statement()("accounts.everyAccount", (db) =>
  db.selectFrom("accounts").selectAll().orderBy("id"),
);

const countsOf = statement<{ id: AccountId }>()("accounts.countsOf", (db, p) =>
  db.selectFrom("account_counts").selectAll().where("account_id", "=", p.id),
);

const insertOne = statement<AccountTable>()("accounts.insertOne", (db, p) =>
  db.insertInto("accounts").values({ id: p.id, ...changeable(p) }),
);

const updateOne = statement<AccountTable>()("accounts.updateOne", (db, p) =>
  db.updateTable("accounts").set(changeable(p)).where("id", "=", p.id),
);

const insertCounts = statement<{ id: AccountId }>()("accounts.insertCounts", (db, p) =>
  db.insertInto("account_counts").values({ account_id: p.id }),
);

function changeable(row: AccountTable): Omit<AccountTable, "id"> {
  return {
    name: row.name,
    email: row.email,
    email_key: row.email_key,
    root_password_hash: row.root_password_hash,
    alias: row.alias,
    password_policy: row.password_policy,
    created_at: row.created_at,
  };
}

const NO_COUNTS: AccountCounts = Object.freeze({
  users: 0,
  groups: 0,
  roles: 0,
  policies: 0,
  instanceProfiles: 0,
});

export class Accounts implements AccountWriter {
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

  async list(): Promise<readonly AccountRecord[]> {
    return (await this.#session.all(everyAccount, {})).map(toRecord);
  }

  async counts(id: AccountId): Promise<AccountCounts> {
    const row = await this.#session.first(countsOf, { id });
    if (row === undefined) return NO_COUNTS;
    const { users, groups, roles, policies } = row;
    return { users, groups, roles, policies, instanceProfiles: row.instance_profiles };
  }

  async insert(record: AccountRecord): Promise<void> {
    await this.#session.run(insertOne, toRow(record));
    await this.#session.run(insertCounts, { id: record.id });
    this.#session.note("account", record.id);
  }

  async update(record: AccountRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      throw new StoreError("conflict", `there is no account ${record.id}`);
    }
    this.#session.note("account", record.id);
  }
}

function toRow(record: AccountRecord): AccountTable {
  return {
    id: record.id,
    name: record.name,
    email: record.email,
    email_key: foldName(record.email),
    root_password_hash: record.rootPasswordHash ?? null,
    alias: record.alias ?? null,
    password_policy: record.passwordPolicy === undefined ? null : JSON.stringify(record.passwordPolicy),
    created_at: record.createdAt,
  };
}

function toRecord(row: AccountTable): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    ...(row.root_password_hash !== null && { rootPasswordHash: row.root_password_hash }),
    ...(row.alias !== null && { alias: row.alias }),
    ...(row.password_policy !== null && {
      passwordPolicy: JSON.parse(row.password_policy) as PasswordPolicy,
    }),
    createdAt: row.created_at,
  };
}
