import type { AccountId } from "../../records/identifier.ts";
import type { FoundRole, RolePart, RoleProperty } from "../../records/role-search.ts";
import type { DocumentTest, SearchPage, SearchRequest } from "../../records/search.ts";
import { roles } from "../families/roles.ts";
import { foldName } from "../fold-name.ts";
import type { SqlSession } from "../session.ts";
import { taggedWith, withPolicies } from "./common-searchables.ts";
import { sql } from "./composed-sql.ts";
import { policiesOfEach } from "./policies-of-each.ts";
import { runSearch, type SearchSource } from "./run-search.ts";
import { foldAscii } from "./searchable.ts";

const used = sql`(select "usage"."at" from "usage" where "usage"."subject" = "roles"."id")`;

function sourceOf(accountId: AccountId): SearchSource<RoleProperty> {
  return {
    searchables: {
      name: { kind: "text", of: sql`"roles"."name_key"`, fold: foldName },
      id: { kind: "text", of: sql`lower("roles"."id")`, fold: foldAscii },
      path: { kind: "text", of: sql`lower("roles"."path")`, fold: foldAscii },
      description: {
        kind: "text",
        of: sql`coalesce(lower("roles"."description"), '')`,
        fold: foldAscii,
      },
      createdAt: { kind: "number", of: sql`"roles"."created_at"` },
      maxSessionSeconds: { kind: "number", of: sql`"roles"."max_session_seconds"` },
      policy: withPolicies(sql`"roles"."id"`, accountId),
      tag: taggedWith(sql`"roles"."tags"`),
      usedAt: { kind: "number", of: used },
      idleSince: { kind: "number", of: sql`coalesce(${used}, "roles"."created_at")` },
    },
    columns: sql`"roles".*, ${used} as "used_at", (select "usage"."region" from "usage" where "usage"."subject" = "roles"."id") as "used_in"`,
    id: sql`"roles"."id"`,
    from: sql`"roles"`,
    scope: sql`"roles"."account_id" = ${accountId}`,
    tie: sql`"roles"."name_key"`,
  };
}

type RoleRow = Parameters<typeof roles.toRecord>[0] & {
  readonly used_at: number | null;
  readonly used_in: string | null;
};

export async function searchRoles(
  session: SqlSession,
  accountId: AccountId,
  request: SearchRequest<RoleProperty, RolePart>,
  trust: DocumentTest = {},
): Promise<SearchPage<FoundRole>> {
  const document = { ...trust, column: sql`"roles"."trust_policy"` };
  const { rows, count } = await runSearch<RoleProperty, RoleRow>(
    session,
    sourceOf(accountId),
    request,
    document,
  );
  const policiesOf = request.parts.includes("policies")
    ? await policiesOfEach(
        session,
        rows.map(({ id }) => id),
      )
    : undefined;
  const found = rows.map((row) => ({
    role: roles.toRecord(row),
    ...(row.used_at !== null && {
      used: { at: row.used_at, ...(row.used_in !== null && { region: row.used_in }) },
    }),
    ...(policiesOf !== undefined && { policies: policiesOf(row.id) }),
  }));
  return { found, count };
}
