import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { AccountRecord } from "../../src/records/account.ts";
import type { EntityRecord } from "../../src/records/entity.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import {
  ACCOUNT_NUMBERS,
  type FamilyUnderTest,
  type NaiveState,
  type SubjectPart,
} from "../family-under-test.ts";
import { refuse, sortBy } from "../naive.ts";
import { accountId, CREATED_AT, LATE, NAMES, pick, TEXT } from "../samples.ts";

export function account(number: number, more: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id: accountId(number),
    name: `account ${number}`,
    email: `root-${number}@example.com`,
    createdAt: CREATED_AT,
    ...more,
  };
}

const NONE = { users: 0, groups: 0, roles: 0, policies: 0, instanceProfiles: 0, serverCertificates: 0 };

export const accounts: FamilyUnderTest<"accounts"> = {
  tests: {
    "give back what they were given, with and without what is optional": roundTrip,
    "ids, e-mails and aliases are unique": unique,
  },
  naive: { open: (state) => naiveAccounts(state) },
  operations: {
    updateAccount: (tx, first, second, third) =>
      tx.accounts.update(
        account(1 + (first % 3), {
          email: `${pick(NAMES, second)}@x`,
          ...(third > 0 && { alias: `alias-${third}`, closedAt: third }),
        }),
      ),
  },
  begin: () => [],
  answers: async (tx) => [
    await tx.accounts.hasAny(),
    await tx.accounts.list(),
    await Promise.all(ACCOUNT_NUMBERS.map((number) => tx.accounts.counts(accountId(number)))),
    await Promise.all(ACCOUNT_NUMBERS.map((number) => tx.accounts.byAlias(`alias-${number}`))),
    await Promise.all(NAMES.map((name) => tx.accounts.byEmail(`${name}@X`))),
  ],
  subjects: (tx) =>
    Promise.all(
      ACCOUNT_NUMBERS.map(async (number): Promise<SubjectPart> => {
        const id = accountId(number);
        return [`account ${id}`, await tx.accounts.byId(id)];
      }),
    ),
};

function naiveAccounts(state: NaiveState): WriteTransaction["accounts"] {
  const clashes = (record: AccountRecord) =>
    state.accounts.some(
      (each) =>
        each.id !== record.id &&
        (each.email.toLowerCase() === record.email.toLowerCase() ||
          (each.alias !== undefined && each.alias === record.alias)),
    );
  const count = (family: readonly EntityRecord[], id: string) =>
    family.filter((each) => each.accountId === id).length;
  return {
    byId: async (id) => state.accounts.find((each) => each.id === id),
    byAlias: async (alias) => state.accounts.find((each) => each.alias === alias),
    byEmail: async (email) => state.accounts.find((each) => each.email.toLowerCase() === email.toLowerCase()),
    hasAny: async () => state.accounts.length > 0,
    list: async () => sortBy(state.accounts, (each) => each.id),
    counts: async (id) => ({
      users: count(state.users, id),
      groups: count(state.groups, id),
      roles: count(state.roles, id),
      policies: count(state.policies, id),
      instanceProfiles: count(state.instanceProfiles, id),
      serverCertificates: count(state.serverCertificates, id),
    }),
    async insert(record) {
      refuse(clashes(record) || state.accounts.some((each) => each.id === record.id));
      state.accounts = [...state.accounts, record];
    },
    async update(record) {
      refuse(clashes(record) || !state.accounts.some((each) => each.id === record.id));
      state.accounts = state.accounts.map((each) => (each.id === record.id ? record : each));
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = account(3, {
    name: TEXT,
    email: "Root+Ünï@Example.com",
    rootPasswordHash: "$argon2id$x",
    alias: "company-a",
    passwordPolicy: {
      minimumPasswordLength: 12,
      requireSymbols: true,
      requireNumbers: false,
      requireUppercaseCharacters: true,
      requireLowercaseCharacters: false,
      allowUsersToChangePassword: true,
      maxPasswordAgeDays: 90,
      hardExpiry: false,
    },
    closedAt: LATE,
    createdAt: LATE,
  });
  await store.write((tx) => tx.accounts.insert(full));
  await store.read(async (tx) => {
    assert.deepEqual(await tx.accounts.byId(full.id), full);
    assert.deepEqual(await tx.accounts.byAlias("company-a"), full);
    assert.deepEqual(await tx.accounts.byEmail("root+ÜNÏ@example.COM"), full);
    assert.deepEqual(await tx.accounts.list(), [account(1), account(2), full]);
    assert.equal(await tx.accounts.byId(accountId(9)), undefined);
    assert.equal(await tx.accounts.byAlias("nobody"), undefined);
    assert.deepEqual(await tx.accounts.counts(accountId(9)), NONE);
  });
  await store.write((tx) => tx.accounts.update(account(3)));
  assert.deepEqual(await store.read((tx) => tx.accounts.byId(full.id)), account(3));
  await assertConflicts(store, [(tx) => tx.accounts.update(account(9))]);
}

async function unique(store: Store): Promise<void> {
  await store.write((tx) => tx.accounts.insert(account(3, { email: "Chief@example.com", alias: "three" })));
  await assertConflicts(store, [
    (tx) => tx.accounts.insert(account(3, { email: "other@example.com" })),
    (tx) => tx.accounts.insert(account(4, { email: "chief@EXAMPLE.com" })),
    (tx) => tx.accounts.insert(account(4, { alias: "three" })),
    (tx) => tx.accounts.update(account(2, { email: "CHIEF@example.com" })),
    (tx) => tx.accounts.update(account(2, { alias: "three" })),
  ]);
}
