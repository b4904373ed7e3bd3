/** A search is the whole list, filtered, sorted and cut in memory. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { UserPart, UserProperty } from "../src/records/user-search.ts";
import type { Store } from "../src/store.ts";
import { account } from "./families/accounts.ts";
import { ACCOUNT } from "./samples.ts";
import { type PropertyKind, searchRequests } from "./search-requests.ts";
import { naiveUsers, searchedUsers, writeUsers } from "./searched-users.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { withStore } from "./with-store.ts";

const RUNS = 15;
const REQUESTS = 12;

export function searches(factory: StoreFactory): void {
  test("users are found as if all of them had been looked at", withStore(factory, users));
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
