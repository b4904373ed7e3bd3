/** Roles and groups with all that they are searched by, made at random, and the same as plain lists. */
import { toArn } from "@rolecall/names";
import fc from "fast-check";
import type { WriteTransaction } from "../src/families.ts";
import type { FoundGroup, GroupPart, GroupProperty } from "../src/records/group-search.ts";
import type { Arn } from "../src/records/identifier.ts";
import type { FoundRole, RolePart, RoleProperty } from "../src/records/role-search.ts";
import type { DocumentTest, SearchPage, SearchRequest } from "../src/records/search.ts";
import type { Tag } from "../src/records/tag.ts";
import { group } from "./families/groups.ts";
import { role } from "./families/roles.ts";
import { user } from "./families/users.ts";
import { type NaiveValue, naiveSearch } from "./naive-search.ts";
import { CREATED_AT, policyArn } from "./samples.ts";

const NAMES = ["admin", "Admin2", "deploy_1", "deploy%", "ec2", "Lambda"] as const;
const MANAGED: readonly Arn[] = [toArn("arn:aws:iam::aws:policy/ReadOnlyAccess"), policyArn(1)];
const TAGS: readonly Tag[] = [{ key: "team", value: "core" }];
const TRUSTS = ['{"Service":"ec2"}', '{"Service":"lambda"}', '{"AWS":"*"}'] as const;

const time = fc.nat(5).map((step) => CREATED_AT + step * 1000);

export interface SearchedRole {
  readonly name: (typeof NAMES)[number];
  readonly path: string;
  readonly createdAt: number;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
  readonly trustPolicy: string;
  readonly tags: readonly Tag[];
  readonly managed: readonly Arn[];
  readonly inline: readonly string[];
  readonly usedAt: number | undefined;
  /** Numbers of the users, of the group that is made beside the role. */
  readonly users: readonly number[];
}

export const searchedRoles: fc.Arbitrary<readonly SearchedRole[]> = fc.uniqueArray(
  fc.record<SearchedRole>({
    name: fc.constantFrom(...NAMES),
    path: fc.constantFrom("/", "/Eng/"),
    createdAt: time,
    description: fc.option(fc.constantFrom("", "For EC2"), { nil: undefined }),
    maxSessionSeconds: time,
    trustPolicy: fc.constantFrom(...TRUSTS),
    tags: fc.subarray([...TAGS]),
    managed: fc.subarray([...MANAGED]),
    inline: fc.subarray(["Inline"]),
    usedAt: fc.option(time, { nil: undefined }),
    users: fc.subarray([1, 2, 3]),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

export async function writeRoles(tx: WriteTransaction, made: readonly SearchedRole[]): Promise<void> {
  for (const number of [1, 2, 3]) await tx.users.insert(user(number));
  for (const [number, each] of made.entries()) {
    const made = recordOf(each, number);
    await tx.roles.insert(made.role);
    await tx.groups.insert(made.group);
    for (const [ownerKind, { id, accountId }] of [
      ["role", made.role],
      ["group", made.group],
    ] as const) {
      const owned = { accountId, ownerKind, ownerId: id };
      for (const policyArn of each.managed)
        await tx.attachments.attach({ ...owned, policyArn, attachedAt: 1 });
      for (const name of each.inline) await tx.inlinePolicies.put({ ...owned, name, document: "{}" });
    }
    const { id: groupId, accountId } = made.group;
    for (const member of each.users)
      await tx.memberships.add({ accountId, groupId, userId: user(member).id });
    if (each.usedAt !== undefined)
      await tx.usage.record([{ subject: made.role.id, at: each.usedAt, region: "r" }]);
  }
}

function recordOf(each: SearchedRole, number: number) {
  const { name, path, createdAt, description, maxSessionSeconds, trustPolicy, tags } = each;
  return {
    role: role(number, {
      ...{ name, path, createdAt, maxSessionSeconds, trustPolicy, tags },
      ...(description !== undefined && { description }),
    }),
    group: group(number, { name, path, createdAt }),
  };
}

type Row = SearchedRole & { readonly number: number };

const isPolicy = (row: Row, value: string) =>
  row.managed.some(
    (arn) => arn === value || arn.slice(arn.lastIndexOf("/") + 1).toLowerCase() === value.toLowerCase(),
  ) || row.inline.some((name) => name.toLowerCase() === value.toLowerCase());

const policyTexts = ({ managed, inline }: Row) => [
  ...managed.map((arn) => arn.slice(arn.indexOf(":policy") + ":policy".length)),
  ...inline,
];
const policiesOf = ({ managed, inline }: Row) => [
  ...managed.map((arn) => ({ arn })),
  ...inline.map((inlineName) => ({ inlineName })),
];

const ROLE_VALUES: Readonly<Record<RoleProperty, (row: Row) => NaiveValue>> = {
  name: ({ name }) => name,
  id: ({ number }) => role(number).id,
  path: ({ path }) => path,
  description: ({ description = "" }) => description,
  createdAt: ({ createdAt }) => createdAt,
  maxSessionSeconds: ({ maxSessionSeconds }) => maxSessionSeconds,
  policy: policyTexts,
  tag: ({ tags }) => tags.flatMap(({ key, value }) => [key, value]),
  usedAt: ({ usedAt }) => usedAt,
  idleSince: ({ usedAt, createdAt }) => usedAt ?? createdAt,
};

export function naiveRoles(
  made: readonly SearchedRole[],
  request: SearchRequest<RoleProperty, RolePart>,
  { holds = () => true, holdsText = () => false }: DocumentTest,
): SearchPage<FoundRole> {
  const rows = made
    .map((each, number) => ({ ...each, number }))
    .filter(({ trustPolicy }) => holds(trustPolicy));
  const read = (row: Row, property: RoleProperty) => ROLE_VALUES[property](row);
  const equals = {
    policy: isPolicy,
    tag: ({ tags }: Row, value: string) =>
      tags.some((tag) => tag.key === value || (value.includes("=") && `${tag.key}=${tag.value}` === value)),
  };
  const hasText = (row: Row) => request.text !== undefined && holdsText(row.trustPolicy);
  const page = naiveSearch<RoleProperty, Row>(
    { rows, read, tieOf: ({ name }) => name.toLowerCase(), equals, hasText },
    request,
  );
  return {
    count: page.count,
    found: page.found.map((row) => ({
      role: recordOf(row, row.number).role,
      ...(row.usedAt !== undefined && { used: { at: row.usedAt, region: "r" } }),
      policies: policiesOf(row),
    })),
  };
}

const GROUP_VALUES: Readonly<Record<GroupProperty, (row: Row) => NaiveValue>> = {
  name: ({ name }) => name,
  id: ({ number }) => group(number).id,
  path: ({ path }) => path,
  createdAt: ({ createdAt }) => createdAt,
  policy: policyTexts,
  user: ({ users }) => users.map((number) => user(number).name),
  userCount: ({ users }) => users.length,
};

export function naiveGroups(
  made: readonly SearchedRole[],
  request: SearchRequest<GroupProperty, GroupPart>,
): SearchPage<FoundGroup> {
  const rows = made.map((each, number) => ({ ...each, number }));
  const read = (row: Row, property: GroupProperty) => GROUP_VALUES[property](row);
  const page = naiveSearch<GroupProperty, Row>(
    { rows, read, tieOf: ({ name }) => name.toLowerCase(), equals: { policy: isPolicy } },
    request,
  );
  return {
    count: page.count,
    found: page.found.map((row) => ({
      group: recordOf(row, row.number).group,
      userCount: row.users.length,
      policies: policiesOf(row),
    })),
  };
}
