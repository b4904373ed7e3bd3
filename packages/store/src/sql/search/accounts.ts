import type { OrganizationId, OrganizationPolicyId, RootId } from "@rolecall/names";
import type {
  AccountPart,
  AccountProperty,
  FoundAccount,
  ReachingPolicy,
} from "../../records/account-search.ts";
import type { OrganizationPolicyType } from "../../records/organization-policy.ts";
import type { SearchPage, SearchRequest } from "../../records/search.ts";
import { accounts } from "../families/accounts.ts";
import { members } from "../families/organization-members.ts";
import { foldName } from "../fold-name.ts";
import type { SqlSession } from "../session.ts";
import { taggedWith } from "./common-searchables.ts";
import { type ComposedSql, joined, sql } from "./composed-sql.ts";
import { isOneOf, rowsOfEach } from "./of-each.ts";
import { runSearch, type SearchSource } from "./run-search.ts";
import { contains, foldAscii } from "./searchable.ts";

/** Units stand in five levels at most. Source: Organizations User Guide, "Quotas", OU maximum nesting. */
const units = sql`left join "organizational_units" as "u1" on "u1"."id" = "organization_members"."parent_id" left join "organizational_units" as "u2" on "u2"."id" = "u1"."parent_id" left join "organizational_units" as "u3" on "u3"."id" = "u2"."parent_id" left join "organizational_units" as "u4" on "u4"."id" = "u3"."parent_id" left join "organizational_units" as "u5" on "u5"."id" = "u4"."parent_id"`;
const names = [sql`"u5"."name"`, sql`"u4"."name"`, sql`"u3"."name"`, sql`"u2"."name"`, sql`"u1"."name"`];
const ids = [sql`"u1"."id"`, sql`"u2"."id"`, sql`"u3"."id"`, sql`"u4"."id"`, sql`"u5"."id"`];

const unitPath = sql`'/' || ${joined(
  names.map((name) => sql`coalesce(${name} || '/', '')`),
  sql` || `,
)}`;

/** Later than every moment that JavaScript knows. */
const NEVER = 8_640_000_000_000_001;

interface Searched {
  readonly id: OrganizationId;
  readonly rootId: RootId;
}

/** What policies reach an account through. */
function targets(rootId: RootId): ComposedSql {
  return joined([sql`"organization_members"."account_id"`, ...ids, sql`${rootId as string}`], sql`, `);
}

const policyNames = sql`"organization_attachments" left join "organization_policies" on "organization_policies"."id" = "organization_attachments"."policy_id"`;

function sourceOf({ id, rootId }: Searched): SearchSource<AccountProperty> {
  const isUnder = (test: (unitId: ComposedSql) => ComposedSql) =>
    sql`(${joined(
      ids.map((each) => test(sql`coalesce(${each}, '')`)),
      sql` or `,
    )})`;
  const isReachedBy = (test: ComposedSql) =>
    sql`exists (select 1 from ${policyNames} where "organization_attachments"."organization_id" = ${id as string} and "organization_attachments"."target_id" in (${targets(rootId)}) and ${test})`;
  const policyId = sql`lower("organization_attachments"."policy_id")`;
  const policyName = sql`coalesce(lower("organization_policies"."name"), '')`;
  return {
    searchables: {
      id: { kind: "text", of: sql`"accounts"."id"`, fold: foldAscii },
      name: { kind: "text", of: sql`lower("accounts"."name")`, fold: foldAscii },
      email: { kind: "text", of: sql`"accounts"."email_key"`, fold: foldName },
      unitPath: { kind: "text", of: sql`lower(${unitPath})`, fold: foldAscii },
      unitId: {
        kind: "texts",
        equals: (value) => isUnder((unitId) => sql`${unitId} = ${foldAscii(value)}`),
        contains: (value) => isUnder((unitId) => contains(unitId, foldAscii(value))),
      },
      isClosed: { kind: "flag", of: sql`("accounts"."closed_at" is not null)` },
      openUntil: { kind: "number", of: sql`coalesce("accounts"."closed_at", ${NEVER})` },
      joinedAt: { kind: "number", of: sql`"organization_members"."joined_at"` },
      tag: taggedWith(sql`"organization_members"."tags"`),
      policy: {
        kind: "texts",
        equals: (value) =>
          isReachedBy(sql`(${policyId} = ${foldAscii(value)} or ${policyName} = ${foldAscii(value)})`),
        contains: (value) =>
          isReachedBy(
            sql`(${contains(policyId, foldAscii(value))} or ${contains(policyName, foldAscii(value))})`,
          ),
      },
    },
    columns: sql`"organization_members".*, "accounts".*, ${unitPath} as "unit_path"`,
    id: sql`"organization_members"."account_id"`,
    from: sql`"organization_members" inner join "accounts" on "accounts"."id" = "organization_members"."account_id" ${units}`,
    scope: sql`"organization_members"."organization_id" = ${id as string}`,
    tie: sql`"organization_members"."account_id"`,
  };
}

type AccountRow = Parameters<typeof accounts.toRecord>[0] &
  Parameters<typeof members.toRecord>[0] & { readonly unit_path: string };

export async function searchAccounts(
  session: SqlSession,
  organization: Searched,
  request: SearchRequest<AccountProperty, AccountPart>,
): Promise<SearchPage<FoundAccount>> {
  const source = sourceOf(organization);
  const { rows, count } = await runSearch<AccountProperty, AccountRow>(session, source, request);
  const policies = request.parts.includes("policies")
    ? await policiesOf(
        session,
        organization,
        rows.map(({ id }) => id),
      )
    : undefined;
  const found = rows.map((row) => ({
    account: accounts.toRecord(row),
    member: members.toRecord(row),
    unitPath: row.unit_path,
    ...(policies !== undefined && { policies: (policies.get(row.id) ?? []).map(toPolicy) }),
  }));
  return { found, count };
}

interface PolicyRow {
  readonly owner: string;
  readonly policy_id: OrganizationPolicyId;
  readonly name: string | null;
  readonly policy_type: OrganizationPolicyType;
  readonly target_id: string;
}

function policiesOf(session: SqlSession, { id, rootId }: Searched, accountIds: readonly string[]) {
  return rowsOfEach<PolicyRow>(
    session,
    accountIds,
    (owners) =>
      sql`select "organization_members"."account_id" as "owner", "organization_attachments"."policy_id", "organization_policies"."name", "organization_attachments"."policy_type", "organization_attachments"."target_id" from "organization_members" ${units} inner join "organization_attachments" on "organization_attachments"."target_id" in (${targets(rootId)}) left join "organization_policies" on "organization_policies"."id" = "organization_attachments"."policy_id" where "organization_attachments"."organization_id" = ${id as string} and ${isOneOf(sql`"organization_members"."account_id"`, owners)} order by "organization_attachments"."position"`,
  );
}

function toPolicy({ policy_id, name, policy_type, target_id }: PolicyRow): ReachingPolicy {
  return { policyId: policy_id, name: name ?? undefined, type: policy_type, targetId: target_id };
}
