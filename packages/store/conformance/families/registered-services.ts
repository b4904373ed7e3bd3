import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { RegisteredServiceRecord } from "../../src/records/registered-service.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, NUMBERS, type SubjectPart } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { requireAccount } from "../organization-samples.ts";
import { ACCOUNT, accountId, CREATED_AT, LATE, TEXT } from "../samples.ts";
import { toldBy } from "../told-by.ts";

export function registeredService(
  number: number,
  more: Partial<RegisteredServiceRecord> = {},
): RegisteredServiceRecord {
  return {
    id: `service-${number}.example.internal`,
    signingName: `service-${number}`,
    keys: [],
    createdAt: CREATED_AT,
    ...more,
  };
}

/** With everything that is optional. */
const FULL = registeredService(1, {
  ownerAccountId: ACCOUNT,
  displayName: TEXT,
  keys: [{ id: "k", publicKey: "AAAA", addedAt: LATE }],
  createdAt: LATE,
});

export const registeredServices: FamilyUnderTest<"registeredServices"> = {
  tests: {
    "give back what they were given, and are told of by their name": roundTrip,
    "are listed page by page, and counted by owner": listing,
    "need a name and a signing name of their own, and their owner": refusals,
  },
  naive: {
    open: (state) => ({
      byId: async (id) => state.registeredServices.find((each) => each.id === id),
      bySigningName: async (signingName) =>
        state.registeredServices.find((each) => each.signingName === signingName),
      async list(request) {
        const sorted = sortBy(state.registeredServices, ({ id }) => id);
        return pageOf(sorted, request, ({ id }) => id);
      },
      countOf: async (owner) =>
        state.registeredServices.filter(({ ownerAccountId }) => ownerAccountId === owner).length,
      async insert(record) {
        if (record.ownerAccountId !== undefined) requireAccount(state, record.ownerAccountId);
        const { id, signingName } = record;
        refuse(state.registeredServices.some((each) => each.id === id || each.signingName === signingName));
        state.registeredServices = [...state.registeredServices, record];
      },
      async update(record) {
        const others = state.registeredServices.filter(({ id }) => id !== record.id);
        refuse(others.length === state.registeredServices.length);
        refuse(others.some(({ signingName }) => signingName === record.signingName));
        state.registeredServices = [...others, record];
      },
      async delete(id) {
        const others = state.registeredServices.filter((each) => each.id !== id);
        refuse(others.length === state.registeredServices.length);
        state.registeredServices = others;
      },
    }),
  },
  operations: {
    insertRegisteredService: (tx, first, second, third) =>
      tx.registeredServices.insert(
        registeredService(first, {
          signingName: `service-${third}`,
          ...(second > 0 && { ownerAccountId: accountId(1 + (second % 3)) }),
        }),
      ),
    updateRegisteredService: (tx, first, second) =>
      tx.registeredServices.update(
        registeredService(first, { signingName: `service-${second}`, displayName: `${second}` }),
      ),
    deleteRegisteredService: (tx, first) => tx.registeredServices.delete(registeredService(first).id),
  },
  begin: (first) => [{ name: "insertRegisteredService", first, second: 0, third: first }],
  answers: async (tx) => [
    await tx.registeredServices.list({ limit: 2 }),
    await Promise.all(NUMBERS.map((number) => tx.registeredServices.bySigningName(`service-${number}`))),
    await Promise.all(ACCOUNT_NUMBERS.map((number) => tx.registeredServices.countOf(accountId(number)))),
  ],
  subjects: (tx) =>
    Promise.all(
      NUMBERS.map(async (number): Promise<SubjectPart> => {
        const { id } = registeredService(number);
        return [`registeredService ${id}`, await tx.registeredServices.byId(id)];
      }),
    ),
};

async function roundTrip(store: Store): Promise<void> {
  const find = () => store.read((tx) => tx.registeredServices.byId(FULL.id));
  const told = [`registeredService ${FULL.id}`];
  const heard = (work: (tx: WriteTransaction) => Promise<void>) => toldBy(store, () => store.write(work));
  assert.deepEqual(await heard((tx) => tx.registeredServices.insert(FULL)), told);
  assert.deepEqual(await find(), FULL);
  assert.deepEqual(await heard((tx) => tx.registeredServices.update(registeredService(1))), told);
  assert.deepEqual(await find(), registeredService(1));
  assert.deepEqual(await heard((tx) => tx.registeredServices.delete(FULL.id)), told);
  assert.equal(await find(), undefined);
}

async function listing(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const each of [registeredService(3), FULL, registeredService(2)])
      await tx.registeredServices.insert(each);
  });
  await store.read(async (tx) => {
    const first = await tx.registeredServices.list({ limit: 2 });
    assert.deepEqual(first, { items: [FULL, registeredService(2)], next: registeredService(2).id });
    const rest = await tx.registeredServices.list({ limit: 2, after: registeredService(2).id });
    assert.deepEqual(rest, { items: [registeredService(3)] });
    assert.deepEqual(await tx.registeredServices.bySigningName("service-3"), registeredService(3));
    assert.equal(await tx.registeredServices.bySigningName("service-9"), undefined);
    const counts = [ACCOUNT, accountId(2)].map((id) => tx.registeredServices.countOf(id));
    assert.deepEqual(await Promise.all(counts), [1, 0]);
  });
}

async function refusals(store: Store): Promise<void> {
  await store.write((tx) => tx.registeredServices.insert(registeredService(1)));
  await assertConflicts(store, [
    (tx) => tx.registeredServices.insert(registeredService(1, { signingName: "other" })),
    (tx) => tx.registeredServices.insert(registeredService(2, { signingName: "service-1" })),
    (tx) => tx.registeredServices.insert(registeredService(2, { ownerAccountId: accountId(9) })),
    (tx) => tx.registeredServices.update(registeredService(2)),
    (tx) => tx.registeredServices.delete(registeredService(2).id),
  ]);
}
