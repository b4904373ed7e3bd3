/**
 * Who may own policies and keys. Owners live in several tables, so that no foreign key can watch over them: this
 * does.
 */
import { StoreError } from "../errors.ts";
import type { AccountId, UniqueId } from "../records/identifier.ts";
import type { OwnerKind } from "../records/owner.ts";
import type { SqlSession } from "./session.ts";
import { type AnySchema, statementsOf } from "./statement.ts";

export interface Owner {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind | "root";
  readonly ownerId: UniqueId;
}

const statement = statementsOf<AnySchema>("owner")<{ accountId: AccountId; ownerId: UniqueId }>();

const EXISTS = {
  user: ownerIn("users"),
  group: ownerIn("groups"),
  role: ownerIn("roles"),
  /** Root's unique id is its account's. */
  root: statement("root", (db, p) =>
    db.selectFrom("accounts").select("id").where("id", "=", p.accountId).where("id", "=", p.ownerId),
  ),
} as const satisfies Record<Owner["ownerKind"], unknown>;

function ownerIn(table: "users" | "groups" | "roles") {
  return statement(table, (db, p) =>
    db.selectFrom(table).select("id").where("id", "=", p.ownerId).where("account_id", "=", p.accountId),
  );
}

/** @throws StoreError "conflict" where the account has no such owner */
export async function requireOwner(session: SqlSession, owner: Owner): Promise<void> {
  const { accountId, ownerId, ownerKind } = owner;
  if ((await session.first(EXISTS[ownerKind], { accountId, ownerId })) === undefined) {
    throw new StoreError("conflict", `there is no ${ownerKind} ${ownerId} in account ${accountId}`);
  }
}
