import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { HandshakeRecord } from "../../src/records/handshake.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { organizationIdOf, requireOrganization } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, NAMES, pick, TAGS, TEXT } from "../samples.ts";
import { organization } from "./organizations.ts";

export function handshake(number: number, more: Partial<HandshakeRecord> = {}): HandshakeRecord {
  return {
    id: organizationIdOf("handshake", number),
    organizationId: organization(0).id,
    action: "INVITE",
    state: "OPEN",
    parties: [],
    resources: [],
    tags: [],
    requestedAt: CREATED_AT,
    expiresAt: LATE,
    ...more,
  };
}

function modelled(number: number, name: number, place: number): HandshakeRecord {
  return handshake(number, {
    organizationId: organization(place === 2 ? 1 : 0).id,
    recipientEmail: `${pick(NAMES, name)}@x`,
    ...(name % 2 === 1 && { recipientAccountId: accountId(1 + number) }),
    ...(place === 1 && { parentHandshakeId: handshake(0).id }),
  });
}

export const handshakes: FamilyUnderTest<"handshakes"> = {
  tests: {
    "are found by who answers, and by what they follow from": roundTrip,
    "are open until they are finished or expire, and deleted when they are long past": ended,
    "are refused": refused,
  },
  naive: {
    open: naiveHandshakes,
    whenDeleted: {
      organization(state, { id }) {
        state.handshakes = state.handshakes.filter((each) => each.organizationId !== id);
      },
    },
  },
  operations: {
    insertHandshake: (tx, first, second, third) => tx.handshakes.insert(modelled(first, second, third)),
    finishHandshake: (tx, first, second, third) =>
      tx.handshakes.update({ ...modelled(first, second, third), state: "ACCEPTED", finishedAt: CREATED_AT }),
    deleteEndedHandshakes: (tx, first) =>
      tx.handshakes.deleteEnded(organization(first).id, "INVITE", CREATED_AT + 1),
    updateHandshake: (tx, first, second, third) => tx.handshakes.update(modelled(first, second, third)),
  },
  begin: (number) => [{ name: "insertHandshake", first: number, second: number, third: number }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const number of NUMBERS) {
      const { id, organizationId } = handshake(number, { organizationId: organization(number).id });
      answers.push(
        await tx.handshakes.byId(id),
        await tx.handshakes.ofParent(id),
        await tx.handshakes.ofOrganization(organizationId, { limit: 1 }),
        await tx.handshakes.count(organizationId),
        await tx.handshakes.open(organizationId, "INVITE", CREATED_AT),
        await tx.handshakes.countUnaccepted(organizationId, "INVITE", CREATED_AT - 1),
      );
    }
    for (const number of ACCOUNT_NUMBERS)
      answers.push(await tx.handshakes.ofRecipient(accountId(number), { limit: 1 }));
    for (const name of NAMES) answers.push(await tx.handshakes.ofEmail(`${name}@X`, { limit: 1 }));
    return answers;
  },
  subjects: async () => [],
};

function naiveHandshakes(state: NaiveState): WriteTransaction["handshakes"] {
  const idOf = (each: HandshakeRecord) => each.id;
  const find = (id: string) => state.handshakes.find((each) => each.id === id);
  const where = (is: (each: HandshakeRecord) => boolean) => sortBy(state.handshakes.filter(is), idOf);
  return {
    byId: async (id) => find(id),
    async ofOrganization(id, request) {
      return pageOf(
        where((each) => each.organizationId === id),
        request,
        idOf,
      );
    },
    async ofRecipient(id, request) {
      return pageOf(
        where((each) => each.recipientAccountId === id),
        request,
        idOf,
      );
    },
    async ofEmail(email, request) {
      const unknown = where(
        (each) =>
          each.recipientAccountId === undefined && each.recipientEmail?.toLowerCase() === email.toLowerCase(),
      );
      return pageOf(unknown, request, idOf);
    },
    ofParent: async (id) => where((each) => each.parentHandshakeId === id),
    count: async (id) => where((each) => each.organizationId === id).length,
    open: async (id, action, now) =>
      where(
        (each) =>
          each.organizationId === id &&
          each.action === action &&
          ["OPEN", "REQUESTED"].includes(each.state) &&
          each.expiresAt > now,
      ),
    countUnaccepted: async (id, action, after) =>
      where(
        (each) =>
          each.organizationId === id &&
          each.action === action &&
          each.state !== "ACCEPTED" &&
          each.requestedAt > after,
      ).length,
    async insert(record) {
      requireOrganization(state, record.organizationId);
      refuse(find(record.id) !== undefined);
      state.handshakes = [...state.handshakes, record];
    },
    async update(record) {
      refuse(find(record.id)?.organizationId !== record.organizationId);
      state.handshakes = state.handshakes.map((each) => (each.id === record.id ? record : each));
    },
    async deleteEnded(id, action, before) {
      state.handshakes = state.handshakes.filter(
        (each) =>
          each.organizationId !== id ||
          each.action !== action ||
          Math.min(each.finishedAt ?? each.expiresAt, each.expiresAt) >= before,
      );
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = handshake(1, {
    action: "APPROVE_ALL_FEATURES",
    state: "ACCEPTED",
    recipientAccountId: accountId(2),
    recipientEmail: "Some@Example.com",
    parentHandshakeId: handshake(0).id,
    parties: [{ type: "EMAIL", id: TEXT }],
    resources: [{ type: "ORGANIZATION", resources: [{ type: "MASTER_NAME", value: TEXT }] }],
    tags: TAGS,
    finishedAt: LATE,
  });
  const open = handshake(0, { recipientEmail: "Some@Example.com" });
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const each of [full, open, handshake(2)]) await tx.handshakes.insert(each);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.handshakes.byId(full.id), full);
    const first = await tx.handshakes.ofOrganization(full.organizationId, { limit: 2 });
    assert.deepEqual(first.items, [open, full]);
    const rest = await tx.handshakes.ofOrganization(full.organizationId, { limit: 2, after: first.next! });
    assert.deepEqual(rest, { items: [handshake(2)] });
    assert.deepEqual(await tx.handshakes.ofRecipient(accountId(2), { limit: 9 }), { items: [full] });
    assert.deepEqual(await tx.handshakes.ofEmail("sOME@example.COM", { limit: 9 }), { items: [open] });
    assert.deepEqual(await tx.handshakes.ofEmail("", { limit: 9 }), { items: [] });
    assert.deepEqual(await tx.handshakes.ofParent(open.id), [full]);
  });
  await store.write((tx) => tx.handshakes.update(handshake(1)));
  assert.deepEqual(await store.read((tx) => tx.handshakes.byId(full.id)), handshake(1));
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.handshakes.insert(handshake(0));
  });
  await assertConflicts(store, [
    (tx) => tx.handshakes.insert(handshake(0)),
    (tx) => tx.handshakes.insert(handshake(1, { organizationId: organization(2).id })),
    (tx) => tx.handshakes.update(handshake(1)),
    (tx) => tx.handshakes.update(handshake(0, { organizationId: organization(1).id })),
  ]);
}

async function ended(store: Store): Promise<void> {
  const { organizationId } = handshake(0);
  const before = CREATED_AT - 1;
  const requested = handshake(3, { state: "REQUESTED" });
  const accepted = handshake(1, { state: "ACCEPTED", finishedAt: CREATED_AT });
  const declined = handshake(2, { state: "DECLINED", finishedAt: LATE });
  const other = handshake(4, { action: "ENABLE_ALL_FEATURES" });
  await store.write(async (tx) => {
    await tx.organizations.insert(organization(0));
    for (const each of [handshake(0), accepted, declined, requested, other]) await tx.handshakes.insert(each);
  });
  await store.read(async ({ handshakes: reader }) => {
    assert.deepEqual(await reader.open(organizationId, "INVITE", LATE - 1), [handshake(0), requested]);
    assert.deepEqual(await reader.open(organizationId, "INVITE", LATE), []);
    assert.equal(await reader.countUnaccepted(organizationId, "INVITE", before), 3);
    assert.equal(await reader.count(organizationId), 5);
    assert.equal(await reader.countUnaccepted(organizationId, "INVITE", CREATED_AT), 0);
  });
  await store.write(async ({ handshakes: writer }) => {
    await writer.deleteEnded(organizationId, "INVITE", CREATED_AT);
    assert.deepEqual(await writer.byId(accepted.id), accepted);
    await writer.deleteEnded(organizationId, "INVITE", LATE);
    assert.equal(await writer.byId(accepted.id), undefined);
    assert.deepEqual(await writer.byId(declined.id), declined);
    await writer.deleteEnded(organizationId, "INVITE", LATE + 1);
    assert.deepEqual(await writer.ofOrganization(organizationId, { limit: 9 }), { items: [other] });
  });
}
