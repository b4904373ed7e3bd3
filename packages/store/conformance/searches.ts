/** A search is the whole list, filtered, sorted and cut in memory. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AccountProperty } from "../src/records/account-search.ts";
import type { GroupProperty } from "../src/records/group-search.ts";
import type { RoleProperty } from "../src/records/role-search.ts";
import type { DocumentTest } from "../src/records/search.ts";
import type { UserPart, UserProperty } from "../src/records/user-search.ts";
import type { Store } from "../src/store.ts";
import { account } from "./families/accounts.ts";
import { held, trusting } from "./held-policies.ts";
import { ACCOUNT } from "./samples.ts";
import { type PropertyKind, searchRequests } from "./search-requests.ts";
import {
  naiveAccounts,
  ORGANIZATION,
  searchedOrganizations,
  writeOrganization,
} from "./searched-accounts.ts";
import { naiveGroups, naiveRoles, searchedRoles, writeRoles } from "./searched-roles.ts";
import { naiveUsers, searchedUsers, writeUsers } from "./searched-users.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

const RUNS = 15;
const REQUESTS = 12;

export function searches(factory: StoreFactory): void {
  test("users are found as if all of them had been looked at", withStore(factory, users));
  test("roles and groups are found as if all of them had been looked at", withStore(factory, roles));
  test("accounts are found as if all of them had been looked at", withStore(factory, accounts));
  test("who is in accounts has the policies that each by itself is told to have", withStore(factory, held));
  test("roles are found by whom they trust", withStore(factory, trusting));
  test("what a search is asked with is never SQL, and no pattern", withStore(factory, hostile));
}

const USER_KINDS: Readonly<Record<UserProperty, PropertyKind>> = {
  name: "text",
  id: "text",
  path: "text",
  createdAt: "number",
  group: "texts",
  policy: "texts",
  tag: "texts",
  hasMfa: "flag",
  hasPassword: "flag",
  hasCredentials: "flag",
  passwordChangedAt: "number",
  passwordUsedAt: "number",
  accessKeyId: "texts",
  hasActiveKey: "flag",
  activeKeyCreatedAt: "number",
  keyUsedAt: "number",
  usedAt: "number",
  idleSince: "number",
};
const USER_PARTS: readonly UserPart[] = ["groups", "mfaDevices", "password", "accessKeys", "policies"];
const USER_WORDS = [
  ..."a|ANNA|_|%|straße|STRASSE|ss|é|É|/eng/|eng|readers|übersetzer|Übersetzer|read|only".split("|"),
  ..."ReadOnlyAccess|policy-1|policy|aws|service-role|arn:aws:iam::aws:policy/ReadOnlyAccess".split("|"),
  ...'inline|team|Team|team=core|Team=Süd|süd|key|value|cost=|cost|=|"|}|,|nobody|AIDA'.split("|"),
] as const;

async function users(store: Store): Promise<void> {
  const requests = searchRequests({ kinds: USER_KINDS, words: USER_WORDS, parts: USER_PARTS });
  const property = fc.asyncProperty(
    searchedUsers,
    fc.array(requests, { minLength: REQUESTS, maxLength: REQUESTS }),
    async (made, asked) => {
      await store.clear();
      await store.write(async (tx) => {
        for (const number of [1, 2]) await tx.accounts.insert(account(number));
        await writeUsers(tx, made);
      });
      const found = await store.read((tx) =>
        Promise.all(asked.map((request) => tx.search.users(ACCOUNT, request))),
      );
      for (const [place, request] of asked.entries())
        assert.deepEqual(found[place], naiveUsers(made, request), JSON.stringify(request));
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}

const ROLE_KINDS: Readonly<Record<RoleProperty, PropertyKind>> = {
  name: "text",
  id: "text",
  path: "text",
  description: "text",
  createdAt: "number",
  maxSessionSeconds: "number",
  policy: "texts",
  tag: "texts",
  usedAt: "number",
  idleSince: "number",
};
const GROUP_KINDS: Readonly<Record<GroupProperty, PropertyKind>> = {
  name: "text",
  id: "text",
  path: "text",
  createdAt: "number",
  policy: "texts",
  user: "texts",
  userCount: "number",
};
const ROLE_WORDS =
  "a|ADMIN|deploy_|%|ec2|for ec2|/eng/|read|inline|policy-1|team|team=core|user-1|2|nobody".split("|");

const documents: fc.Arbitrary<DocumentTest> = fc
  .record({ must: fc.boolean(), may: fc.boolean() })
  .map(({ must, may }) => ({
    ...(must && { holds: (document: string) => document.includes("Service") }),
    ...(may && { holdsText: (document: string) => document.includes("lambda") }),
  }));

async function roles(store: Store): Promise<void> {
  const parts = ["policies"] as const;
  const ofRoles = searchRequests({ kinds: ROLE_KINDS, words: ROLE_WORDS, parts });
  const ofGroups = searchRequests({ kinds: GROUP_KINDS, words: ROLE_WORDS, parts });
  const several = { minLength: REQUESTS / 2, maxLength: REQUESTS / 2 };
  const property = fc.asyncProperty(
    searchedRoles,
    fc.array(fc.tuple(ofRoles, documents), several),
    fc.array(ofGroups, several),
    async (made, askedRoles, askedGroups) => {
      await store.clear();
      await store.write(async (tx) => {
        await tx.accounts.insert(account(1));
        await writeRoles(tx, made);
      });
      const [foundRoles, foundGroups] = await store.read((tx) =>
        Promise.all([
          Promise.all(askedRoles.map(([request, trust]) => tx.search.roles(ACCOUNT, request, trust))),
          Promise.all(askedGroups.map((request) => tx.search.groups(ACCOUNT, request))),
        ]),
      );
      for (const [place, [request, trust]] of askedRoles.entries())
        assert.deepEqual(foundRoles[place], naiveRoles(made, request, trust), JSON.stringify(request));
      for (const [place, request] of askedGroups.entries())
        assert.deepEqual(foundGroups[place], naiveGroups(made, request), JSON.stringify(request));
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}

const ACCOUNT_KINDS: Readonly<Record<AccountProperty, PropertyKind>> = {
  id: "text",
  name: "text",
  email: "text",
  unitPath: "text",
  unitId: "texts",
  isClosed: "flag",
  openUntil: "number",
  joinedAt: "number",
  tag: "texts",
  policy: "texts",
};
const ACCOUNT_WORDS =
  "PAYROLL|shop_|%|a|/workloads/production/|eu|/|ou-0000-0000000001|ou-|guard-eu|own|p-FullAWSAccess|team|1|x".split(
    "|",
  );

async function accounts(store: Store): Promise<void> {
  const requests = searchRequests({
    kinds: ACCOUNT_KINDS,
    words: ACCOUNT_WORDS,
    parts: ["policies"] as const,
  });
  const property = fc.asyncProperty(
    searchedOrganizations,
    fc.array(requests, { minLength: REQUESTS, maxLength: REQUESTS }),
    async (made, asked) => {
      await store.clear();
      await store.write((tx) => writeOrganization(tx, made));
      const found = await store.read((tx) =>
        Promise.all(asked.map((request) => tx.search.accounts(ORGANIZATION, request))),
      );
      for (const [place, request] of asked.entries())
        assert.deepEqual(found[place], naiveAccounts(made, request), JSON.stringify(request));
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}

const HOSTILE = [
  "'",
  "''; drop table users; --",
  '"',
  "%",
  "_",
  "\\",
  "$1",
  "?",
  "\0",
  "(",
  "a".repeat(10_000),
];

async function hostile(store: Store): Promise<void> {
  const page = { sortBy: "name", isDescending: false, offset: 0, limit: 9, parts: [] } as const;
  for (const value of HOSTILE) {
    for (const property of ["name", "group", "policy", "tag", "path"] as const) {
      for (const operator of ["=", ":", "!=", "!:"] as const) {
        const found = await store.read((tx) =>
          tx.search.users(ACCOUNT, { ...page, conditions: [{ property, operator, value }] }),
        );
        assert.deepEqual(found, { found: [], count: 0 });
      }
    }
  }
}
