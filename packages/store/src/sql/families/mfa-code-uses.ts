import type { AccountId, EpochMilliseconds } from "../../records/identifier.ts";
import type { MfaCodeUseRecord, MfaCodeUseWriter } from "../../records/mfa-code-use.ts";
import { integer, list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireAccount } from "../organization.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const uses = table<MfaCodeUseRecord>()("mfa_code_uses", {
  key: ["accountId", "serialNumber"],
  columns: {
    accountId: text(),
    serialNumber: text(),
    spentSteps: list(),
    lastPairStep: optional(integer()),
    countedFrom: time(),
    looks: integer(),
  },
  isOrdered: true,
});

const { toRow, toRecord } = uses;
const ofDevice = uses.selectBy(["accountId", "serialNumber"]);
const putOne = uses.put();
const pruneBefore = pruneByTime("mfa_code_uses", "position", "counted_from");

class MfaCodeUses implements MfaCodeUseWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async of(accountId: AccountId, serialNumber: string): Promise<MfaCodeUseRecord | undefined> {
    const row = await this.#session.first(ofDevice, { accountId, serialNumber });
    return row && toRecord(row);
  }

  async put(record: MfaCodeUseRecord): Promise<void> {
    await requireAccount(this.#session, record.accountId);
    await this.#session.send(putOne, toRow(record));
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

export const mfaCodeUseFamily: SqlFamily<"mfaCodeUses"> = {
  table: uses,
  open: (session) => new MfaCodeUses(session),
};
