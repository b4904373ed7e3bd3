/** An organization with accounts under units, made at random, and the same as plain lists. */
import fc from "fast-check";
import type { WriteTransaction } from "../src/families.ts";
import type { AccountPart, AccountProperty, FoundAccount } from "../src/records/account-search.ts";
import type { SearchPage, SearchRequest } from "../src/records/search.ts";
import type { Tag } from "../src/records/tag.ts";
import { account } from "./families/accounts.ts";
import { organizationAttachment } from "./families/organization-attachments.ts";
import { organizationMember } from "./families/organization-members.ts";
import { organizationPolicy } from "./families/organization-policies.ts";
import { organizationalUnit } from "./families/organizational-units.ts";
import { organization } from "./families/organizations.ts";
import { type NaiveValue, naiveSearch } from "./naive-search.ts";
import { FULL_ACCESS } from "./organization-samples.ts";
import { CREATED_AT } from "./samples.ts";

const NAMES = ["Payroll", "payroll-test", "shop_1", "shop%"] as const;
/** Five levels, each within the one before. */
const UNITS = ["Workloads", "Production", "EU", "Süd", "Team"] as const;
const TAGS: readonly Tag[] = [{ key: "team", value: "core" }];
const time = fc.nat(5).map((step) => CREATED_AT + step * 1000);

export interface SearchedAccount {
  readonly name: (typeof NAMES)[number];
  /** How many units are over it. */
  readonly depth: number;
  readonly joinedAt: number;
  readonly closedAt: number | undefined;
  readonly tags: readonly Tag[];
  /** A policy is attached to the account itself. */
  readonly hasPolicy: boolean;
}

export interface SearchedOrganization {
  readonly accounts: readonly SearchedAccount[];
  /** Whether a policy is attached to the unit of each level. */
  readonly guarded: readonly boolean[];
}

export const searchedOrganizations: fc.Arbitrary<SearchedOrganization> = fc.record({
  accounts: fc.array(
    fc.record<SearchedAccount>({
      name: fc.constantFrom(...NAMES),
      depth: fc.integer({ min: 0, max: UNITS.length }),
      joinedAt: time,
      closedAt: fc.option(time, { nil: undefined }),
      tags: fc.subarray([...TAGS]),
      hasPolicy: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  guarded: fc.array(fc.boolean(), { minLength: UNITS.length, maxLength: UNITS.length }),
});

export const ORGANIZATION = organization(0);

const unit = (level: number) =>
  organizationalUnit(level, {
    name: UNITS[level]!,
    parentId: level === 0 ? ORGANIZATION.rootId : organizationalUnit(level - 1).id,
  });
const accountOf = ({ name, closedAt }: SearchedAccount, number: number) =>
  account(number + 1, { name, ...(closedAt !== undefined && { closedAt }) });
const memberOf = ({ depth, joinedAt, tags }: SearchedAccount, number: number) =>
  organizationMember(number + 1, {
    joinedAt,
    tags,
    parentId: depth === 0 ? ORGANIZATION.rootId : unit(depth - 1).id,
  });
const ofUnits = (level: number) => organizationPolicy(level + 1, { name: `Guard-${UNITS[level]}` });
const ofAccounts = organizationPolicy(9, { name: "Own" });

export async function writeOrganization(
  tx: WriteTransaction,
  { accounts, guarded }: SearchedOrganization,
): Promise<void> {
  for (const [number, each] of accounts.entries()) await tx.accounts.insert(accountOf(each, number));
  if (accounts.length === 0) await tx.accounts.insert(account(1));
  await tx.organizations.insert(ORGANIZATION);
  await tx.organizationPolicies.insert(ofAccounts);
  const rooted = { targetKind: "root", targetId: ORGANIZATION.rootId } as const;
  await tx.organizationAttachments.attach(organizationAttachment(rooted, { policyId: FULL_ACCESS }));
  for (const [level, isGuarded] of guarded.entries()) {
    await tx.organizationalUnits.insert(unit(level));
    if (!isGuarded) continue;
    await tx.organizationPolicies.insert(ofUnits(level));
    const target = { targetKind: "organizationalUnit", targetId: unit(level).id } as const;
    await tx.organizationAttachments.attach(organizationAttachment(target, { policyId: ofUnits(level).id }));
  }
  for (const [number, each] of accounts.entries()) {
    await tx.organizationMembers.insert(memberOf(each, number));
    if (!each.hasPolicy) continue;
    const target = { targetKind: "account", targetId: accountOf(each, number).id } as const;
    await tx.organizationAttachments.attach(organizationAttachment(target, { policyId: ofAccounts.id }));
  }
}

type Row = SearchedAccount & { readonly number: number; readonly guarded: readonly boolean[] };

const unitPath = ({ depth }: Row) =>
  `/${UNITS.slice(0, depth)
    .map((name) => `${name}/`)
    .join("")}`;

function reaching({ number, depth, guarded, hasPolicy, ...row }: Row) {
  const type = "SERVICE_CONTROL_POLICY" as const;
  const ofLevels = UNITS.keys()
    .filter((level) => level < depth && guarded[level] === true)
    .map((level) => ({
      policyId: ofUnits(level).id,
      name: ofUnits(level).name as string | undefined,
      type,
      targetId: unit(level).id as string,
    }));
  const own = {
    policyId: ofAccounts.id,
    name: ofAccounts.name,
    type,
    targetId: account(number + 1).id,
  };
  return [
    { policyId: FULL_ACCESS, name: undefined, type, targetId: ORGANIZATION.rootId as string },
    ...ofLevels,
    ...(hasPolicy && row.name !== undefined ? [own] : []),
  ];
}

/** Later than every moment. */
const NEVER = 8_640_000_000_000_001;

const VALUES: Readonly<Record<AccountProperty, (row: Row) => NaiveValue>> = {
  id: ({ number }) => account(number + 1).id,
  name: ({ name }) => name,
  email: (row) => accountOf(row, row.number).email,
  unitPath,
  unitId: ({ depth }) => UNITS.slice(0, depth).map((_, level) => unit(level).id),
  isClosed: ({ closedAt }) => closedAt !== undefined,
  openUntil: ({ closedAt }) => closedAt ?? NEVER,
  joinedAt: ({ joinedAt }) => joinedAt,
  tag: ({ tags }) => tags.flatMap(({ key, value }) => [key, value]),
  policy: (row) => reaching(row).flatMap(({ policyId, name = "" }) => [policyId, name]),
};

export function naiveAccounts(
  { accounts, guarded }: SearchedOrganization,
  request: SearchRequest<AccountProperty, AccountPart>,
): SearchPage<FoundAccount> {
  const rows = accounts.map((each, number) => ({ ...each, number, guarded }));
  const read = (row: Row, property: AccountProperty) => VALUES[property](row);
  const equals = {
    tag: ({ tags }: Row, value: string) =>
      tags.some((tag) => tag.key === value || (value.includes("=") && `${tag.key}=${tag.value}` === value)),
  };
  const tieOf = ({ number }: Row) => account(number + 1).id;
  const page = naiveSearch<AccountProperty, Row>({ rows, read, tieOf, equals }, request);
  return {
    count: page.count,
    found: page.found.map((row) => ({
      account: accountOf(row, row.number),
      member: memberOf(row, row.number),
      unitPath: unitPath(row),
      policies: reaching(row),
    })),
  };
}
