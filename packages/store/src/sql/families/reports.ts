import { StoreError } from "../../errors.ts";
import type { AccountId, EpochMilliseconds } from "../../records/identifier.ts";
import type { ReportKind, ReportOutline, ReportRecord, ReportWriter } from "../../records/report.ts";
import { optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const reports = table<ReportRecord>()("reports", {
  key: ["id"],
  fixed: ["accountId"],
  columns: {
    id: text(),
    kind: text(),
    accountId: text(),
    requestedBy: text(),
    request: text(),
    state: text(),
    requestedAt: time(),
    completedAt: optional(time()),
    content: optional(text()),
  },
});

const { toRow, toRecord } = reports;
const byId = reports.selectBy(["id"]);
const ofState = reports.selectBy(["accountId", "kind", "state"], "requested_at");
const countOf = reports.countBy(["accountId", "kind"]);
const putOne = reports.put();
const pruneBefore = pruneByTime("reports", "id", "requested_at");

const OUTLINED = reports.columnNames.filter((name) => name !== "content");
const outlineOf = statementsOf<SchemaOf<typeof reports>>("reports")<{ id: string }>()("outline", (db, p) =>
  db.selectFrom("reports").select(OUTLINED).where("id", "=", p.id),
);

class Reports implements ReportWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<ReportRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async outline(id: string): Promise<ReportOutline | undefined> {
    const row = await this.#session.first(outlineOf, { id });
    return row && toRecord({ ...row, content: null });
  }

  async inProgress(accountId: AccountId, kind: ReportKind): Promise<readonly ReportRecord[]> {
    const state = "IN_PROGRESS" as const;
    return (await this.#session.all(ofState, { accountId, kind, state })).map(toRecord);
  }

  async count(accountId: AccountId, kind: ReportKind): Promise<number> {
    return countRows(this.#session, countOf, { accountId, kind });
  }

  async put(record: ReportRecord): Promise<void> {
    const { id, accountId } = record;
    await requireAccount(this.#session, accountId);
    const before = await this.outline(id);
    if (before !== undefined && before.accountId !== accountId) {
      throw new StoreError("conflict", `report ${id} is not of account ${accountId}`);
    }
    await this.#session.send(putOne, toRow(record));
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

export const reportFamily: SqlFamily<"reports"> = {
  table: reports,
  open: (session) => new Reports(session),
};
