/**
 * Who may own policies and keys. Owners live in several tables, so that no foreign key can watch over them: this
 * does.
 */
import { StoreError } from "../../errors.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { OwnerKind } from "../../records/owner.ts";
import type { SqlSession } from "../session.ts";
import { type Statement, statement } from "../statement.ts";

export interface Owner {
  readonly accountId: AccountId;
  readonly ownerKind: OwnerKind | "root";
  readonly ownerId: UniqueId;
}

type ExistsStatement = Statement<{ accountId: AccountId; ownerId: UniqueId }, { id: string }>;

const EXISTS: Readonly<Record<Owner["ownerKind"], ExistsStatement>> = {
  user: ownerIn("users"),
  group: ownerIn("groups"),
  role: ownerIn("roles"),
  root: statement<{ accountId: AccountId; ownerId: UniqueId }>()("owner.root", (db, p) =>
    db
      .selectFrom("accounts")
      .select("id")
      .where("id", "=", p.accountId)
      .where("id", "=", asAccount(p.ownerId)),
  ),
};

function ownerIn(table: "users" | "groups" | "roles"): ExistsStatement {
  return statement<{ accountId: AccountId; ownerId: UniqueId }>()(`owner.${table}`, (db, p) =>
    // Three tables alike in these columns, one name for the compiler: see entityStatements.
    db
      .selectFrom(table as "users")
      .select("id")
      .where("id", "=", p.ownerId)
      .where("account_id", "=", p.accountId),
  );
}

/** Root's unique id is its account's. */
function asAccount(rootId: UniqueId): AccountId {
  return rootId as string as AccountId;
}

/** @throws StoreError "conflict" where the account has no such owner */
export async function requireOwner(session: SqlSession, owner: Owner): Promise<void> {
  const { accountId, ownerId, ownerKind } = owner;
  if ((await session.first(EXISTS[ownerKind], { accountId, ownerId })) === undefined) {
    throw new StoreError("conflict", `there is no ${ownerKind} ${ownerId} in account ${accountId}`);
  }
}
