import type { AccountId, Arn } from "../../records/identifier.ts";
import type { SqlSession } from "../session.ts";
import { sql } from "./composed-sql.ts";
import { isOneOf } from "./of-each.ts";

type Row = { readonly arn: Arn; readonly document: string };

const AT_ONCE = 100;

/** The default versions of an account's own policies: of all, or of these. */
export async function policyDocuments(
  session: SqlSession,
  accountId: AccountId,
  arns?: readonly Arn[],
): Promise<ReadonlyMap<Arn, string>> {
  const documents = sql`select "policies"."arn", "policy_versions"."document" from "policies" inner join "policy_versions" on "policy_versions"."policy_id" = "policies"."id" and "policy_versions"."version" = "policies"."default_version" where "policies"."account_id" = ${accountId}`;
  const found: Row[] = arns === undefined ? [...(await session.search<Row>(documents))] : [];
  for (let from = 0; arns !== undefined && from < arns.length; from += AT_ONCE) {
    const some = isOneOf(sql`"policies"."arn"`, arns.slice(from, from + AT_ONCE));
    found.push(...(await session.search<Row>(sql`${documents} and ${some}`)));
  }
  return new Map(found.map(({ arn, document }) => [arn, document]));
}
