/** Who is in some accounts with all their policies: as many statements however many they are. */
import type { HeldPolicies } from "../../records/held-policies.ts";
import type { AccountId, Arn, UniqueId } from "../../records/identifier.ts";
import { groups } from "../families/groups.ts";
import { roles } from "../families/roles.ts";
import { users } from "../families/users.ts";
import type { SqlSession } from "../session.ts";
import { type ComposedSql, sql } from "./composed-sql.ts";
import { isOneOf } from "./of-each.ts";

type Owned<Row> = Row & { readonly owner: UniqueId };

/** The tables of those who have policies. */
const OWNERS = [sql`"users"`, sql`"groups"`, sql`"roles"`] as const;

/** @param accountIds 1 to 100 */
export async function heldPolicies(
  session: SqlSession,
  accountIds: readonly AccountId[],
): Promise<HeldPolicies> {
  const within = (table: ComposedSql) => isOneOf(sql`${table}."account_id"`, accountIds);
  const all = <Row>(table: ComposedSql) =>
    session.search<Row>(
      sql`select ${table}.* from ${table} where ${within(table)} order by ${table}."account_id", ${table}."name_key"`,
    );
  const attached = await ofOwners<{ readonly policy_arn: Arn }>(
    session,
    (table) =>
      sql`select "attachments"."owner_id" as "owner", "attachments"."policy_arn" from ${table} inner join "attachments" on "attachments"."owner_id" = ${table}."id" where ${within(table)} order by "attachments"."position"`,
  );
  const inline = await ofOwners<{ readonly name: string; readonly document: string }>(
    session,
    (table) =>
      sql`select "inline_policies"."owner_id" as "owner", "inline_policies"."name", "inline_policies"."document" from ${table} inner join "inline_policies" on "inline_policies"."owner_id" = ${table}."id" where ${within(table)} order by "inline_policies"."name"`,
  );
  const memberships = Map.groupBy(
    await session.search<Owned<{ readonly group_id: UniqueId }>>(
      sql`select "memberships"."user_id" as "owner", "memberships"."group_id" from "groups" inner join "memberships" on "memberships"."group_id" = "groups"."id" where ${within(sql`"groups"`)} order by "groups"."name_key"`,
    ),
    ({ owner }) => owner,
  );
  const documents = await session.search<{ readonly arn: Arn; readonly document: string }>(
    sql`select "policies"."arn", "policy_versions"."document" from "policies" inner join "policy_versions" on "policy_versions"."policy_id" = "policies"."id" and "policy_versions"."version" = "policies"."default_version" where ${within(sql`"policies"`)}`,
  );
  return {
    users: (await all<Parameters<typeof users.toRecord>[0]>(sql`"users"`)).map(users.toRecord),
    roles: (await all<Parameters<typeof roles.toRecord>[0]>(sql`"roles"`)).map(roles.toRecord),
    groups: (await all<Parameters<typeof groups.toRecord>[0]>(sql`"groups"`)).map(groups.toRecord),
    groupsOf: (id) => (memberships.get(id) ?? []).map(({ group_id }) => group_id),
    attachedTo: (id) => (attached.get(id) ?? []).map(({ policy_arn }) => policy_arn),
    inlineIn: (id) => inline.get(id) ?? [],
    documents: new Map(documents.map(({ arn, document }) => [arn, document])),
  };
}

async function ofOwners<Row>(
  session: SqlSession,
  statement: (table: ComposedSql) => ComposedSql,
): Promise<ReadonlyMap<UniqueId, readonly Owned<Row>[]>> {
  const rows: Owned<Row>[] = [];
  for (const table of OWNERS) rows.push(...(await session.search<Owned<Row>>(statement(table))));
  return Map.groupBy(rows, ({ owner }) => owner);
}
