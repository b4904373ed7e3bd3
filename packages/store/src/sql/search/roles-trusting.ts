import type { AccountId } from "../../records/identifier.ts";
import type { RoleRecord } from "../../records/role.ts";
import { roles } from "../families/roles.ts";
import type { SqlSession } from "../session.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { isOneOf } from "./of-each.ts";

export interface Trusting {
  readonly accountIds: readonly AccountId[];
  readonly trusted: AccountId;
  readonly limit: number;
}

/** By the text of the trust policy: whoever reads the documents says which of them mean it. */
export async function rolesTrusting(
  session: SqlSession,
  { accountIds, trusted, limit }: Trusting,
): Promise<readonly RoleRecord[]> {
  const rows = await session.search<Parameters<typeof roles.toRecord>[0]>(
    sql`select "roles".* from "roles" where ${isOneOf(sql`"roles"."account_id"`, accountIds)} and (${has(trusted)} or ${has('"*"')}) order by "roles"."account_id", "roles"."name_key" limit ${limit}`,
  );
  return rows.map(roles.toRecord);
}

function has(text: string): ComposedSql {
  return sql`replace("roles"."trust_policy", ${text}, ${""}) <> "roles"."trust_policy"`;
}
