import type {
  BrowserSessionRecord,
  BrowserSessionWriter,
  SwitchedRole,
} from "../../records/browser-session.ts";
import type { EpochMilliseconds, UniqueId } from "../../records/identifier.ts";
import { integer, json, list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const sessions = table<BrowserSessionRecord>()("browser_sessions", {
  key: ["id"],
  columns: {
    id: text(),
    accountId: text(),
    ownerKind: text(),
    ownerId: text(),
    principalId: text(),
    accessKeyId: text(),
    signedInAs: optional(json()),
    proofs: list(),
    signedInAt: time(),
    expiresAt: time(),
    idleMs: integer(),
    lastSeenAt: time(),
    userAgent: text(),
    address: text(),
    role: optional(json()),
  },
});

const { toRow, toRecord } = sessions;
const byId = sessions.selectBy(["id"]);
const ofPrincipal = sessions.selectBy(["principalId"], "id");
const insertOne = sessions.insert();
const deleteOne = sessions.deleteBy(["id"]);
const deleteOfOwner = sessions.deleteBy(["ownerId"]);
const pruneBefore = pruneByTime("browser_sessions", "id", "expires_at");

const statement = statementsOf<SchemaOf<typeof sessions>>("browser_sessions");
const see = statement<{ id: string; at: number }>()("see", (db, p) =>
  db
    .updateTable("browser_sessions")
    .set({ last_seen_at: p.at })
    .where("id", "=", p.id)
    .where("last_seen_at", "<", p.at),
);
const setRole = statement<{ id: string; role: string | null }>()("setRole", (db, p) =>
  db.updateTable("browser_sessions").set({ role: p.role }).where("id", "=", p.id),
);

class BrowserSessions implements BrowserSessionWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<BrowserSessionRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async ofPrincipal(principalId: string): Promise<readonly BrowserSessionRecord[]> {
    return (await this.#session.all(ofPrincipal, { principalId })).map(toRecord);
  }

  async insert(record: BrowserSessionRecord): Promise<void> {
    await requireOwner(this.#session, record);
    await this.#session.send(insertOne, toRow(record));
  }

  async see(id: string, at: EpochMilliseconds): Promise<void> {
    await this.#session.send(see, { id, at });
  }

  async setRole(id: string, role: SwitchedRole | undefined): Promise<boolean> {
    const held = role === undefined ? null : JSON.stringify(role);
    return (await this.#session.run(setRole, { id, role: held })) > 0;
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#session.run(deleteOne, { id })) > 0;
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

async function endWith(session: SqlSession, { id }: { readonly id: UniqueId }): Promise<void> {
  await session.send(deleteOfOwner, { ownerId: id });
}

export const browserSessionFamily: SqlFamily<"browserSessions"> = {
  table: sessions,
  open: (session) => new BrowserSessions(session),
  whenDeleted: { user: endWith, role: endWith },
};
