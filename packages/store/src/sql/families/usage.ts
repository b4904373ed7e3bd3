import type { UsageRecord, UsageWriter } from "../../records/usage.ts";
import { optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const usage = table<UsageRecord>()("usage", {
  key: ["subject"],
  columns: { subject: text(), at: time(), service: optional(text()), region: optional(text()) },
});

const { toRow, toRecord } = usage;
const ofSubject = usage.selectBy(["subject"]);
/** How many subjects one statement asks for; fewer are filled up with the last of them. */
const ASKED = Array.from({ length: 100 }, (_, place) => `s${place}` as const);
const ofSubjects = statementsOf<SchemaOf<typeof usage>>("usage")<Record<`s${number}`, string>>()(
  "ofSubjects",
  (db, p) =>
    db
      .selectFrom("usage")
      .selectAll()
      .where(
        "subject",
        "in",
        ASKED.map((name) => p[name] as string),
      ),
);
const deleteOfSubject = usage.deleteBy(["subject"]);

/** Where to look for what can have been used, the likeliest first. */
const SUBJECTS = ["access_keys", "roles", "users", "accounts"].map((table) =>
  statementsOf<AnySchema>("usage.subjectIn")<{ subject: string }>()(table, (db, p) =>
    db.selectFrom(table).select("id").where("id", "=", p.subject),
  ),
);

type UsageRow = ReturnType<typeof toRow>;
const putNewer = statementsOf<SchemaOf<typeof usage>>("usage")<UsageRow>()("putNewer", (db, p) =>
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

class Usage implements UsageWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async of(subject: string): Promise<UsageRecord | undefined> {
    const row = await this.#session.first(ofSubject, { subject });
    return row && toRecord(row);
  }

  async ofEach(subjects: readonly string[]): Promise<ReadonlyMap<string, UsageRecord>> {
    const found = new Map<string, UsageRecord>();
    for (let from = 0; from < subjects.length; from += ASKED.length) {
      const last = subjects[subjects.length - 1] as string;
      const asked = ASKED.map((name, place) => [name, subjects[from + place] ?? last] as const);
      const rows = await this.#session.all(ofSubjects, Object.fromEntries(asked));
      for (const row of rows) found.set(row.subject, toRecord(row));
    }
    return found;
  }

  async record(entries: readonly UsageRecord[]): Promise<void> {
    for (const entry of entries) {
      if (await this.#isThere(entry.subject)) await this.#session.send(putNewer, toRow(entry));
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

async function forget(session: SqlSession, { id }: { readonly id: string }): Promise<void> {
  await session.send(deleteOfSubject, { subject: id });
}

export const usageFamily: SqlFamily<"usage"> = {
  table: usage,
  open: (session) => new Usage(session),
  whenDeleted: { user: forget, role: forget, accessKey: forget },
};
