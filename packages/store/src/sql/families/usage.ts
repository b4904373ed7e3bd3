import { sql } from "kysely";
import type { UsageRecord, UsageWriter } from "../../records/access-key.ts";
import type { AccessKeyId, AccountId, UniqueId } from "../../records/identifier.ts";
import type { UsageTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";

const ofSubject = statement<{ subject: string }>()((db, p) =>
  db.selectFrom("usage").selectAll().where("subject", "=", p.subject),
);

const subject = sql<string>`id`.as("subject");

/** Whatever can have been used by this id: what is gone must not come back as a trace of its use. */
const findSubject = statement<{ subject: string }>()((db, p) =>
  db
    .selectFrom("access_keys")
    .select(subject)
    .where("id", "=", p.subject as AccessKeyId)
    .unionAll(
      db
        .selectFrom("users")
        .select(subject)
        .where("id", "=", p.subject as UniqueId),
    )
    .unionAll(
      db
        .selectFrom("roles")
        .select(subject)
        .where("id", "=", p.subject as UniqueId),
    )
    .unionAll(
      db
        .selectFrom("accounts")
        .select(subject)
        .where("id", "=", p.subject as AccountId),
    ),
);

const putNewer = statement<UsageTable>()((db, p) =>
  db
    .insertInto("usage")
    .values({ subject: p.subject, at: p.at, service: p.service, region: p.region })
    .onConflict((on) =>
      on
        .column("subject")
        .doUpdateSet((eb) => ({
          at: eb.ref("excluded.at"),
          service: eb.ref("excluded.service"),
          region: eb.ref("excluded.region"),
        }))
        .whereRef("excluded.at", ">=", "usage.at"),
    ),
);

export const deleteUsage = statement<{ subject: string }>()((db, p) =>
  db.deleteFrom("usage").where("subject", "=", p.subject),
);

export class Usage implements UsageWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async of(subject: string): Promise<UsageRecord | undefined> {
    const row = await this.#session.first(ofSubject, { subject });
    return row && toRecord(row);
  }

  async record(entries: readonly UsageRecord[]): Promise<void> {
    for (const { subject, at, service, region } of entries) {
      if ((await this.#session.first(findSubject, { subject })) === undefined) continue;
      await this.#session.run(putNewer, { subject, at, service: service ?? null, region: region ?? null });
    }
  }
}

function toRecord(row: UsageTable): UsageRecord {
  return {
    subject: row.subject,
    at: row.at,
    ...(row.service !== null && { service: row.service }),
    ...(row.region !== null && { region: row.region }),
  };
}
