import type {
  DenialEnd,
  DenialPruning,
  DenialRecord,
  DenialSpan,
  DenialWriter,
} from "../../records/denial.ts";
import { integer, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { pruneStatements } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const denials = table<DenialRecord>()("denials", {
  key: ["id"],
  columns: {
    id: text(),
    at: time(),
    accountId: text(),
    bytes: integer(),
    total: integer(),
    details: text(),
  },
});

const { toRow, toRecord } = denials;
const byId = denials.selectBy(["id"]);
const insertOne = denials.insert();
const pruning = pruneStatements("denials", "id");

const statement = statementsOf<SchemaOf<typeof denials>>("denials");
/** A total is never 0: said so that an index is searched, and not followed from its beginning. */
const endAt = (order: "asc" | "desc") =>
  statement()(order === "asc" ? "oldest" : "newest", (db) =>
    db
      .selectFrom("denials")
      .select(["at", "bytes", "total"])
      .where("total", ">", (eb) => eb.lit(0))
      .orderBy("total", order)
      .limit((eb) => eb.lit(1)),
  );
const oldestOne = endAt("asc");
const newestOne = endAt("desc");

class Denials implements DenialWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<DenialRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async span(): Promise<DenialSpan | undefined> {
    const oldest = await this.#session.first(oldestOne, {});
    const newest = await this.#session.first(newestOne, {});
    return oldest && newest && { oldest: toEnd(oldest), newest: toEnd(newest) };
  }

  async insert(record: DenialRecord): Promise<void> {
    await this.#session.send(insertOne, toRow(record));
  }

  async prune({ upToTotal, before, limit }: DenialPruning): Promise<number> {
    const byTotal = await this.#session.run(pruning.upToTotal, { upToTotal, limit });
    return byTotal + (await this.#session.run(pruning.before, { before, limit }));
  }
}

function toEnd({ at, bytes, total }: DenialEnd): DenialEnd {
  return { at, bytes, total };
}

export const denialFamily: SqlFamily<"denials"> = {
  table: denials,
  open: (session) => new Denials(session),
};
