import assert from "node:assert/strict";
import { rootUserId } from "@rolecall/names";
import type { BrowserSessionRecord, SwitchedRole } from "../../src/records/browser-session.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, NUMBERS } from "../family-under-test.ts";
import { refuse, requireOwner, sortBy } from "../naive.ts";
import { prunedByTime, pruning } from "../pruned.ts";
import { ACCOUNT, CREATED_AT, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";
import { role } from "./roles.ts";
import { user } from "./users.ts";

export function browserSession(
  number: number,
  more: Partial<BrowserSessionRecord> = {},
): BrowserSessionRecord {
  return {
    id: `session-${number}`,
    accountId: ACCOUNT,
    ownerKind: "user",
    ownerId: user(1).id,
    principalId: user(1).id,
    accessKeyId: `ASIA${number}`,
    proofs: [],
    signedInAt: CREATED_AT,
    expiresAt: number * 10,
    idleMs: 60_000,
    lastSeenAt: CREATED_AT,
    userAgent: "",
    address: "127.0.0.1",
    ...more,
  };
}

const ROLE: SwitchedRole = { accessKeyId: "ASIAROLE", claims: "[0]", roleName: "admin" };

export const browserSessions: FamilyUnderTest<"browserSessions"> = {
  tests: {
    "give back what they were given, and tell nobody": roundTrip,
    "need their owner, and an id of their own": needOwner,
    "are seen later and never earlier, and switch role and back": changing,
    "go with their user or role": cascading,
    "go, the first to end first": (store) =>
      pruning(store, {
        async put(tx, number) {
          if ((await tx.users.byId(user(1).id)) === undefined) await tx.users.insert(user(1));
          await tx.browserSessions.insert(browserSession(number));
        },
        find: (tx, number) => tx.browserSessions.byId(browserSession(number).id),
        timeOf: (number) => browserSession(number).expiresAt,
        prune: (tx, before, limit) => tx.browserSessions.prune(before, limit),
      }),
  },
  naive: {
    open(state) {
      const find = (id: string) => state.browserSessions.find((each) => each.id === id);
      const change = (id: string, more: Partial<BrowserSessionRecord>) => {
        state.browserSessions = state.browserSessions.map((each) =>
          each.id === id ? { ...each, ...more } : each,
        );
      };
      return {
        byId: async (id) => find(id),
        ofPrincipal: async (principalId) =>
          sortBy(
            state.browserSessions.filter((each) => each.principalId === principalId),
            (each) => each.id,
          ),
        async insert(record) {
          requireOwner(state, record);
          refuse(find(record.id) !== undefined);
          state.browserSessions = [...state.browserSessions, record];
        },
        async see(id, at) {
          if ((find(id)?.lastSeenAt ?? at) < at) change(id, { lastSeenAt: at });
        },
        async setRole(id, given) {
          const old = find(id);
          if (old === undefined) return false;
          const { role: _, ...rest } = old;
          state.browserSessions = state.browserSessions.map((each) =>
            each.id === id ? { ...rest, ...(given !== undefined && { role: given }) } : each,
          );
          return true;
        },
        async delete(id) {
          const isThere = find(id) !== undefined;
          state.browserSessions = state.browserSessions.filter((each) => each.id !== id);
          return isThere;
        },
        prune: async (before, limit) =>
          prunedByTime(state, "browserSessions", { timeOf: (each) => each.expiresAt, before, limit }),
      };
    },
    whenDeleted: {
      user(state, { id }) {
        state.browserSessions = state.browserSessions.filter((each) => each.ownerId !== id);
      },
      role(state, { id }) {
        state.browserSessions = state.browserSessions.filter((each) => each.ownerId !== id);
      },
    },
  },
  operations: {
    signIn: (tx, first, second) =>
      tx.browserSessions.insert(
        browserSession(first, { ownerId: user(second).id, principalId: user(second).id }),
      ),
    signInRoot: (tx, first) =>
      tx.browserSessions.insert(
        browserSession(first, { ownerKind: "root", ownerId: rootUserId(ACCOUNT), principalId: ACCOUNT }),
      ),
    seeSession: (tx, first, second) => tx.browserSessions.see(`session-${first}`, CREATED_AT + second - 1),
    switchRole: (tx, first, second) =>
      tx.browserSessions.setRole(`session-${first}`, second === 0 ? undefined : ROLE),
    signOut: (tx, first) => tx.browserSessions.delete(`session-${first}`),
    forgetSessions: (tx, first, second) => tx.browserSessions.prune(second * 8, first + 1),
  },
  begin: (first) => [{ name: "signIn", first, second: first, third: 0 }],
  answers: (tx) =>
    Promise.all(
      NUMBERS.map(async (number) => [
        await tx.browserSessions.byId(`session-${number}`),
        await tx.browserSessions.ofPrincipal(user(number).id),
      ]),
    ),
  subjects: async () => [],
};

async function roundTrip(store: Store): Promise<void> {
  const session = browserSession(2, {
    signedInAs: { accessKeyId: "ASIA2", claims: TEXT },
    proofs: [
      { kind: "password", digest: "d" },
      { kind: "mfaDevice", serialNumber: TEXT, enabledAt: LATE },
    ],
    expiresAt: LATE,
    userAgent: TEXT,
    role: { ...ROLE, displayName: TEXT, color: "red" },
  });
  await store.write((tx) => tx.users.insert(user(1)));
  const told = await toldBy(store, () =>
    store.write(async (tx) => {
      await tx.browserSessions.insert(session);
      await tx.browserSessions.insert(browserSession(1));
      await tx.browserSessions.insert(browserSession(3, { principalId: "other" }));
    }),
  );
  assert.deepEqual(told, []);
  await store.read(async (tx) => {
    assert.deepEqual(await tx.browserSessions.byId(session.id), session);
    assert.equal(await tx.browserSessions.byId("session"), undefined);
    assert.deepEqual(await tx.browserSessions.ofPrincipal(user(1).id), [browserSession(1), session]);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.browserSessions.delete(session.id), true);
    assert.equal(await tx.browserSessions.delete(session.id), false);
    assert.equal(await tx.browserSessions.byId(session.id), undefined);
  });
}

async function needOwner(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.browserSessions.insert(browserSession(1));
  });
  await assertConflicts(store, [
    (tx) => tx.browserSessions.insert(browserSession(1)),
    (tx) => tx.browserSessions.insert(browserSession(2, { ownerId: user(2).id })),
    (tx) => tx.browserSessions.insert(browserSession(2, { ownerKind: "role" })),
    (tx) => tx.browserSessions.insert(browserSession(2, { ownerKind: "root" })),
  ]);
}

async function changing(store: Store): Promise<void> {
  const { id, lastSeenAt } = browserSession(1);
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.browserSessions.insert(browserSession(1));
    await tx.browserSessions.see(id, lastSeenAt + 5);
    await tx.browserSessions.see(id, lastSeenAt + 1);
    await tx.browserSessions.see("other", lastSeenAt);
    assert.equal(await tx.browserSessions.setRole(id, ROLE), true);
    assert.equal(await tx.browserSessions.setRole("other", ROLE), false);
  });
  const seen = browserSession(1, { lastSeenAt: lastSeenAt + 5 });
  assert.deepEqual(await store.read((tx) => tx.browserSessions.byId(id)), { ...seen, role: ROLE });
  await store.write((tx) => tx.browserSessions.setRole(id, undefined));
  assert.deepEqual(await store.read((tx) => tx.browserSessions.byId(id)), seen);
}

async function cascading(store: Store): Promise<void> {
  const ofRole = { ownerKind: "role", ownerId: role(1).id, principalId: `${role(1).id}:ann` } as const;
  await store.write(async (tx) => {
    await tx.users.insert(user(1));
    await tx.users.insert(user(2));
    await tx.roles.insert(role(1));
    await tx.browserSessions.insert(browserSession(1));
    await tx.browserSessions.insert(browserSession(2, { ownerId: user(2).id }));
    await tx.browserSessions.insert(browserSession(3, ofRole));
    await tx.users.delete(user(1).id);
  });
  const left = () =>
    store.read(async (tx) => {
      const found = await Promise.all([1, 2, 3].map((n) => tx.browserSessions.byId(`session-${n}`)));
      return found.map((each) => each !== undefined);
    });
  assert.deepEqual(await left(), [false, true, true]);
  await store.write((tx) => tx.roles.delete(role(1).id));
  assert.deepEqual(await left(), [false, true, false]);
}
