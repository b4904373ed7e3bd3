import type { UniqueId } from "../../records/identifier.ts";
import type { UsageRecord, UsageWriter } from "../../records/usage.ts";
import type { UsageTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";

const ofSubject = statement<{ subject: string }>()("usage.ofSubject", (db, p) =>
  db.selectFrom("usage").selectAll().where("subject", "=", p.subject),
);

/** Where to look for what can have been used, the likeliest first. */
const SUBJECTS = (["access_keys", "roles", "users", "accounts"] as const).map((table) =>
  statement<{ subject: string }>()(`usage.subjectIn.${table}`, (db, p) =>
    // Four tables alike in having an id, one name for the compiler: see entityStatements.
    db
      .selectFrom(table as "users")
      .select("id")
      .where("id", "=", p.subject as UniqueId),
  ),
);

const putNewer = statement<UsageTable>()("usage.putNewer", (db, p) =>
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

export const deleteUsage = statement<{ subject: string }>()("usage.deleteUsage", (db, p) =>
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
      if (!(await this.#isThere(subject))) continue;
      await this.#session.run(putNewer, { subject, at, service: service ?? null, region: region ?? null });
    }
  }

  /** What is gone must not come back as a trace of its use. */
  async #isThere(subject: string): Promise<boolean> {
    for (const find of SUBJECTS) {
      if ((await this.#session.first(find, { subject })) !== undefined) return true;
    }
    return false;
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
