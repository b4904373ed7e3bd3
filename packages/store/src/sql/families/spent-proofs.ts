import type { EpochMilliseconds } from "../../records/identifier.ts";
import type { SpentProofRecord, SpentProofWriter } from "../../records/spent-proof.ts";
import { text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const proofs = table<SpentProofRecord>()("spent_proofs", {
  key: ["id"],
  columns: { id: text(), expiresAt: time() },
});

const { toRow, toRecord } = proofs;
const byId = proofs.selectBy(["id"]);
const insertOne = proofs.insert();
const pruneBefore = pruneByTime("spent_proofs", "id", "expires_at");

class SpentProofs implements SpentProofWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<SpentProofRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  /** Waits for the answer: whoever is told that a proof was spent must not have gone on meanwhile. */
  async insert(record: SpentProofRecord): Promise<void> {
    await this.#session.run(insertOne, toRow(record));
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

export const spentProofFamily: SqlFamily<"spentProofs"> = {
  table: proofs,
  open: (session) => new SpentProofs(session),
};
