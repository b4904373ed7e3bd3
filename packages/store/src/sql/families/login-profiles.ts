import type { UniqueId } from "../../records/identifier.ts";
import type { LoginProfileRecord, LoginProfileWriter } from "../../records/login-profile.ts";
import type { LoginProfileTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { requireOwner } from "./owner.ts";

const ofUser = statement<{ userId: UniqueId }>()("login-profiles.ofUser", (db, p) =>
  db.selectFrom("login_profiles").selectAll().where("user_id", "=", p.userId),
);

const putOne = statement<LoginProfileTable>()("login-profiles.putOne", (db, p) =>
  db
    .insertInto("login_profiles")
    .values({
      user_id: p.user_id,
      account_id: p.account_id,
      password_hash: p.password_hash,
      previous_hashes: p.previous_hashes,
      password_reset_required: p.password_reset_required,
      created_at: p.created_at,
      password_changed_at: p.password_changed_at,
    })
    .onConflict((on) =>
      on.column("user_id").doUpdateSet((eb) => ({
        password_hash: eb.ref("excluded.password_hash"),
        previous_hashes: eb.ref("excluded.previous_hashes"),
        password_reset_required: eb.ref("excluded.password_reset_required"),
        created_at: eb.ref("excluded.created_at"),
        password_changed_at: eb.ref("excluded.password_changed_at"),
      })),
    ),
);

export const deleteLoginProfile = statement<{ userId: UniqueId }>()(
  "login-profiles.deleteLoginProfile",
  (db, p) => db.deleteFrom("login_profiles").where("user_id", "=", p.userId),
);

export class LoginProfiles implements LoginProfileWriter {
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
    await this.#session.run(putOne, {
      user_id: userId,
      account_id: accountId,
      password_hash: record.passwordHash,
      previous_hashes: JSON.stringify(record.previousHashes),
      password_reset_required: record.passwordResetRequired ? 1 : 0,
      created_at: record.createdAt,
      password_changed_at: record.passwordChangedAt,
    });
    this.#session.note("user", userId);
  }

  async delete(userId: UniqueId): Promise<boolean> {
    if ((await this.#session.run(deleteLoginProfile, { userId })) === 0) return false;
    this.#session.note("user", userId);
    return true;
  }
}

function toRecord(row: LoginProfileTable): LoginProfileRecord {
  return {
    userId: row.user_id,
    accountId: row.account_id,
    passwordHash: row.password_hash,
    previousHashes: JSON.parse(row.previous_hashes) as readonly string[],
    passwordResetRequired: row.password_reset_required === 1,
    createdAt: row.created_at,
    passwordChangedAt: row.password_changed_at,
  };
}
