import type { FoundGroup, GroupPart, GroupProperty } from "../../records/group-search.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { SearchPage, SearchRequest } from "../../records/search.ts";
import { groups } from "../families/groups.ts";
import { foldName } from "../fold-name.ts";
import type { SqlSession } from "../session.ts";
import { withPolicies } from "./common-searchables.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { policiesOfEach } from "./policies-of-each.ts";
import { runSearch, type SearchSource } from "./run-search.ts";
import { contains, foldAscii } from "./searchable.ts";

const userCount = sql`(select count(*) from "memberships" where "memberships"."group_id" = "groups"."id")`;

function sourceOf(accountId: AccountId): SearchSource<GroupProperty> {
  const hasUser = (test: ComposedSql) =>
    sql`"groups"."id" in (select "memberships"."group_id" from "users" inner join "memberships" on "memberships"."user_id" = "users"."id" where "users"."account_id" = ${accountId} and ${test})`;
  return {
    searchables: {
      name: { kind: "text", of: sql`"groups"."name_key"`, fold: foldName },
      id: { kind: "text", of: sql`lower("groups"."id")`, fold: foldAscii },
      path: { kind: "text", of: sql`lower("groups"."path")`, fold: foldAscii },
      createdAt: { kind: "number", of: sql`"groups"."created_at"` },
      policy: withPolicies(sql`"groups"."id"`, accountId),
      user: {
        kind: "texts",
        equals: (value) => hasUser(sql`"users"."name_key" = ${foldName(value)}`),
        contains: (value) => hasUser(contains(sql`"users"."name_key"`, foldName(value))),
      },
      userCount: { kind: "number", of: userCount },
    },
    columns: sql`"groups".*, ${userCount} as "user_count"`,
    id: sql`"groups"."id"`,
    from: sql`"groups"`,
    scope: sql`"groups"."account_id" = ${accountId}`,
    tie: sql`"groups"."name_key"`,
  };
}

type GroupRow = Parameters<typeof groups.toRecord>[0] & { readonly user_count: number | bigint | string };

export async function searchGroups(
  session: SqlSession,
  accountId: AccountId,
  request: SearchRequest<GroupProperty, GroupPart>,
): Promise<SearchPage<FoundGroup>> {
  const { rows, count } = await runSearch<GroupProperty, GroupRow>(session, sourceOf(accountId), request);
  const policiesOf = request.parts.includes("policies")
    ? await policiesOfEach(
        session,
        rows.map(({ id }) => id),
      )
    : undefined;
  const found = rows.map((row) => ({
    group: groups.toRecord(row),
    userCount: Number(row.user_count),
    ...(policiesOf !== undefined && { policies: policiesOf(row.id) }),
  }));
  return { found, count };
}
