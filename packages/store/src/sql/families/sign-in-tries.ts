import type { EpochMilliseconds } from "../../records/identifier.ts";
import type { SignInTriesRecord, SignInTriesWriter } from "../../records/sign-in-tries.ts";
import { integer, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const tries = table<SignInTriesRecord>()("sign_in_tries", {
  key: ["id"],
  columns: {
    id: text(),
    countedFrom: time(),
    tries: integer(),
    lockedUntil: optional(time()),
    locks: integer(),
    expiresAt: time(),
  },
});

const { toRow, toRecord } = tries;
const byId = tries.selectBy(["id"]);
const putOne = tries.put();
const deleteOne = tries.deleteBy(["id"]);
const pruneBefore = pruneByTime("sign_in_tries", "id", "expires_at");

class SignInTries implements SignInTriesWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: string): Promise<SignInTriesRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async put(record: SignInTriesRecord): Promise<void> {
    await this.#session.send(putOne, toRow(record));
  }

  async delete(id: string): Promise<boolean> {
    return (await this.#session.run(deleteOne, { id })) > 0;
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

export const signInTriesFamily: SqlFamily<"signInTries"> = {
  table: tries,
  open: (session) => new SignInTries(session),
};
