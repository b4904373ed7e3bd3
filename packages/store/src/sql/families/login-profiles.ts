import type { UniqueId } from "../../records/identifier.ts";
import type { LoginProfileRecord, LoginProfileWriter } from "../../records/login-profile.ts";
import { flag, json, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const loginProfiles = table<LoginProfileRecord>()("login_profiles", {
  key: ["userId"],
  fixed: ["accountId"],
  columns: {
    userId: text(),
    accountId: text(),
    passwordHash: text(),
    previousHashes: json(),
    passwordResetRequired: flag(),
    createdAt: time(),
    passwordChangedAt: time(),
  },
});

const { toRow, toRecord } = loginProfiles;
const ofUser = loginProfiles.selectBy(["userId"]);
const putOne = loginProfiles.put();
const deleteOne = loginProfiles.deleteBy(["userId"]);

class LoginProfiles implements LoginProfileWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofUser(userId: UniqueId): Promise<LoginProfileRecord | undefined> {
    const row = await this.#session.first(ofUser, { userId });
    return row && toRecord(row);
  }

  async put(record: LoginProfileRecord): Promise<void> {
    const { accountId, userId } = record;
    await requireOwner(this.#session, { accountId, ownerKind: "user", ownerId: userId });
    await this.#session.send(putOne, toRow(record));
    this.#session.note("user", userId);
  }

  async delete(userId: UniqueId): Promise<boolean> {
    if ((await this.#session.run(deleteOne, { userId })) === 0) return false;
    this.#session.note("user", userId);
    return true;
  }
}

export const loginProfileFamily: SqlFamily<"loginProfiles"> = {
  table: loginProfiles,
  open: (session) => new LoginProfiles(session),
  whenDeleted: {
    user: async (session, { id }) => void (await session.send(deleteOne, { userId: id })),
  },
};
