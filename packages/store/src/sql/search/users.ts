import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { SearchPage, SearchRequest } from "../../records/search.ts";
import type { FoundUser, UserPart, UserProperty } from "../../records/user-search.ts";
import { users } from "../families/users.ts";
import { foldName } from "../fold-name.ts";
import type { SqlSession } from "../session.ts";
import { taggedWith, withPolicies } from "./common-searchables.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { runSearch, type SearchSource } from "./run-search.ts";
import { contains, foldAscii, type Searchables } from "./searchable.ts";
import { USER_PARTS } from "./user-parts.ts";

const passwordUsed = sql`(select "usage"."at" from "usage" where "usage"."subject" = "users"."id")`;
const keyUses = sql`from "access_keys" inner join "usage" on "usage"."subject" = "access_keys"."id" where "access_keys"."owner_id" = "users"."id"`;
const keyUsed = sql`(select max("usage"."at") ${keyUses})`;
const used = sql`(select max("used"."at") from (select "usage"."at" as "at" from "usage" where "usage"."subject" = "users"."id" union all select "usage"."at" as "at" ${keyUses}) as "used")`;
const hasPassword = sql`exists (select 1 from "login_profiles" where "login_profiles"."user_id" = "users"."id")`;
const activeKeys = sql`from "access_keys" where "access_keys"."owner_id" = "users"."id" and "access_keys"."status" = 'Active'`;

/** What no key id can hold is looked for in none. */
const IN_KEY_IDS = /^[a-z0-9]*$/i;
const never = () => sql`1 = 0`;

function searchables(accountId: AccountId): Searchables<UserProperty> {
  const inGroup = (test: ComposedSql) =>
    sql`"users"."id" in (select "memberships"."user_id" from "groups" inner join "memberships" on "memberships"."group_id" = "groups"."id" where "groups"."account_id" = ${accountId} and ${test})`;
  const hasKey = (test: ComposedSql) =>
    sql`exists (select 1 from "access_keys" where "access_keys"."owner_id" = "users"."id" and ${test})`;
  return {
    name: { kind: "text", of: sql`"users"."name_key"`, fold: foldName },
    id: { kind: "text", of: sql`lower("users"."id")`, fold: foldAscii },
    path: { kind: "text", of: sql`lower("users"."path")`, fold: foldAscii },
    createdAt: { kind: "number", of: sql`"users"."created_at"` },
    group: {
      kind: "texts",
      equals: (value) => inGroup(sql`"groups"."name_key" = ${foldName(value)}`),
      contains: (value) => inGroup(contains(sql`"groups"."name_key"`, foldName(value))),
    },
    policy: withPolicies(sql`"users"."id"`, accountId),
    tag: taggedWith(sql`"users"."tags"`),
    hasMfa: {
      kind: "flag",
      of: sql`exists (select 1 from "mfa_devices" where "mfa_devices"."owner_id" = "users"."id")`,
    },
    hasPassword: { kind: "flag", of: hasPassword },
    hasCredentials: { kind: "flag", of: sql`(${hasPassword} or exists (select 1 ${activeKeys}))` },
    passwordChangedAt: {
      kind: "number",
      of: sql`(select "login_profiles"."password_changed_at" from "login_profiles" where "login_profiles"."user_id" = "users"."id")`,
    },
    passwordUsedAt: { kind: "number", of: passwordUsed },
    accessKeyId: {
      kind: "texts",
      equals: (value) => hasKey(sql`lower("access_keys"."id") = ${foldAscii(value)}`),
      contains: (value) =>
        (IN_KEY_IDS.test(value) ? hasKey : never)(contains(sql`lower("access_keys"."id")`, foldAscii(value))),
    },
    hasActiveKey: { kind: "flag", of: sql`exists (select 1 ${activeKeys})` },
    activeKeyCreatedAt: { kind: "number", of: sql`(select min("access_keys"."created_at") ${activeKeys})` },
    keyUsedAt: { kind: "number", of: keyUsed },
    usedAt: { kind: "number", of: used },
    idleSince: { kind: "number", of: sql`coalesce(${used}, "users"."created_at")` },
  };
}

const columns = sql`"users".*, ${passwordUsed} as "password_used_at"`;

function sourceOf(accountId: AccountId): SearchSource<UserProperty> {
  return {
    searchables: searchables(accountId),
    columns,
    id: sql`"users"."id"`,
    from: sql`"users"`,
    scope: sql`"users"."account_id" = ${accountId}`,
    tie: sql`"users"."name_key"`,
  };
}

type UserRow = Parameters<typeof users.toRecord>[0] & { readonly password_used_at: number | null };

export async function searchUsers(
  session: SqlSession,
  accountId: AccountId,
  request: SearchRequest<UserProperty, UserPart>,
): Promise<SearchPage<FoundUser>> {
  const { rows, count } = await runSearch<UserProperty, UserRow>(session, sourceOf(accountId), request);
  const ids = rows.map(({ id }) => id);
  const parts = await Promise.all(
    request.parts.map(async (part) => [part, await USER_PARTS[part](session, ids)] as const),
  );
  return { count, found: rows.map((row) => foundUser(row, parts)) };
}

function foundUser(
  row: UserRow,
  parts: readonly (readonly [part: UserPart, of: (id: UniqueId) => unknown])[],
): FoundUser {
  return {
    user: users.toRecord(row),
    ...(row.password_used_at !== null && { passwordUsedAt: row.password_used_at }),
    ...Object.fromEntries(parts.map(([part, of]) => [part, of(row.id)])),
  };
}
