import type { AccountId, Arn } from "../../records/identifier.ts";
import type { PolicyUses } from "../../records/searches.ts";
import type { SqlSession } from "../session.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { isOneOf } from "./of-each.ts";

type Row = { readonly owner: Arn; readonly count: number | bigint | string };

/** How many policies one statement asks for. */
const AT_ONCE = 100;

const USES: readonly ((accountId: AccountId, arns: readonly string[]) => ComposedSql)[] = [
  (accountId, arns) =>
    sql`select "policy_arn" as "owner", count(*) as "count" from "attachments" where "account_id" = ${accountId} and ${isOneOf(sql`"policy_arn"`, arns)} group by "policy_arn"`,
  (accountId, arns) =>
    sql`select "permissions_boundary" as "owner", count(*) as "count" from "users" where "account_id" = ${accountId} and ${isOneOf(sql`"permissions_boundary"`, arns)} group by "permissions_boundary"`,
  (accountId, arns) =>
    sql`select "permissions_boundary" as "owner", count(*) as "count" from "roles" where "account_id" = ${accountId} and ${isOneOf(sql`"permissions_boundary"`, arns)} group by "permissions_boundary"`,
];

/** How often an account uses each of many policies, three statements a hundred. */
export async function policyUses(
  session: SqlSession,
  accountId: AccountId,
  arns: readonly Arn[],
): Promise<ReadonlyMap<Arn, PolicyUses>> {
  const uses = new Map<Arn, PolicyUses>();
  const asked: Promise<void>[] = [];
  for (let from = 0; from < arns.length; from += AT_ONCE) asked.push(add(arns.slice(from, from + AT_ONCE)));
  await Promise.all(asked);
  return uses;

  async function add(some: readonly Arn[]): Promise<void> {
    const found = await Promise.all(USES.map((use) => session.search<Row>(use(accountId, some))));
    for (const arn of some) {
      const [attachments = 0, users = 0, roles = 0] = found.map((rows) => countOf(rows, arn));
      if (attachments + users + roles > 0) uses.set(arn, { attachments, boundaries: users + roles });
    }
  }
}

function countOf(rows: readonly Row[], arn: Arn): number {
  return Number(rows.find(({ owner }) => owner === arn)?.count ?? 0);
}
