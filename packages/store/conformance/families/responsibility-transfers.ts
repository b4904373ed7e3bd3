import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { ResponsibilityTransferRecord } from "../../src/records/responsibility-transfer.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { pageOf, refuse, sortBy } from "../naive.ts";
import { organizationIdOf, requireOrganization } from "../organization-samples.ts";
import { accountId, CREATED_AT, LATE, TAGS, TEXT } from "../samples.ts";
import { handshake } from "./handshakes.ts";
import { organization } from "./organizations.ts";

export function responsibilityTransfer(
  number: number,
  more: Partial<ResponsibilityTransferRecord> = {},
): ResponsibilityTransferRecord {
  return {
    id: organizationIdOf("transfer", number),
    targetOrganizationId: organization(0).id,
    targetAccountId: organization(0).managementAccountId,
    name: "Bills",
    status: "REQUESTED",
    startsAt: CREATED_AT,
    handshakeId: handshake(number).id,
    tags: [],
    ...more,
  };
}

function modelled(number: number, from: number, shake: number): ResponsibilityTransferRecord {
  return responsibilityTransfer(number, {
    targetOrganizationId: organization(from === 2 ? 1 : 0).id,
    handshakeId: handshake(shake).id,
    ...(from > 0 && { sourceOrganizationId: organization(from % 3).id }),
  });
}

export const responsibilityTransfers: FamilyUnderTest<"responsibilityTransfers"> = {
  tests: { "are found from both sides, and by their handshake": roundTrip, "are refused": refused },
  naive: {
    open: naiveTransfers,
    whenDeleted: {
      organization(state, { id }) {
        state.responsibilityTransfers = state.responsibilityTransfers.filter(
          (each) => each.targetOrganizationId !== id && each.sourceOrganizationId !== id,
        );
      },
    },
  },
  operations: {
    insertTransfer: (tx, first, second, third) =>
      tx.responsibilityTransfers.insert(modelled(first, second, third)),
    updateTransfer: (tx, first, second, third) =>
      tx.responsibilityTransfers.update(modelled(first, second, third)),
  },
  begin: (number) => [{ name: "insertTransfer", first: number, second: number, third: number }],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const number of NUMBERS) {
      const { id } = organization(number);
      answers.push(
        await tx.responsibilityTransfers.byId(responsibilityTransfer(number).id),
        await tx.responsibilityTransfers.byHandshake(handshake(number).id),
        await tx.responsibilityTransfers.inbound(id, { limit: 1 }),
        await tx.responsibilityTransfers.outbound(id, { limit: 1 }),
      );
    }
    return answers;
  },
  subjects: async () => [],
};

function naiveTransfers(state: NaiveState): WriteTransaction["responsibilityTransfers"] {
  const idOf = (each: ResponsibilityTransferRecord) => each.id;
  const all = () => sortBy(state.responsibilityTransfers, idOf);
  const find = (id: string) => all().find((each) => each.id === id);
  const requireBoth = ({ targetOrganizationId, sourceOrganizationId }: ResponsibilityTransferRecord) => {
    requireOrganization(state, targetOrganizationId);
    if (sourceOrganizationId !== undefined) requireOrganization(state, sourceOrganizationId);
  };
  const isTaken = (record: ResponsibilityTransferRecord) =>
    all().some((each) => each.id !== record.id && each.handshakeId === record.handshakeId);
  return {
    byId: async (id) => find(id),
    byHandshake: async (id) => all().find((each) => each.handshakeId === id),
    async inbound(id, request) {
      const inbound = all().filter((each) => each.targetOrganizationId === id);
      return pageOf(inbound, request, idOf);
    },
    async outbound(id, request) {
      const outbound = all().filter((each) => each.sourceOrganizationId === id);
      return pageOf(outbound, request, idOf);
    },
    async insert(record) {
      requireBoth(record);
      refuse(find(record.id) !== undefined || isTaken(record));
      state.responsibilityTransfers = [...state.responsibilityTransfers, record];
    },
    async update(record) {
      requireBoth(record);
      refuse(find(record.id)?.targetOrganizationId !== record.targetOrganizationId || isTaken(record));
      state.responsibilityTransfers = state.responsibilityTransfers.map((each) =>
        each.id === record.id ? record : each,
      );
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const full = responsibilityTransfer(1, {
    sourceAccountId: accountId(2),
    sourceOrganizationId: organization(1).id,
    sourceEmail: "Some@Example.com",
    name: TEXT,
    status: "ACCEPTED",
    endsAt: LATE,
    tags: TAGS,
  });
  const both = [responsibilityTransfer(0), full];
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    for (const each of both.toReversed()) await tx.responsibilityTransfers.insert(each);
  });
  await store.read(async (tx) => {
    const [target, source] = [full.targetOrganizationId, organization(1).id];
    assert.deepEqual(await tx.responsibilityTransfers.byId(full.id), full);
    assert.deepEqual(await tx.responsibilityTransfers.byHandshake(full.handshakeId), full);
    const first = await tx.responsibilityTransfers.inbound(target, { limit: 1 });
    assert.deepEqual(first.items, [both[0]]);
    const rest = await tx.responsibilityTransfers.inbound(target, { limit: 1, after: first.next! });
    assert.deepEqual(rest, { items: [full] });
    assert.deepEqual(await tx.responsibilityTransfers.outbound(source, { limit: 9 }), { items: [full] });
    assert.deepEqual(await tx.responsibilityTransfers.outbound(target, { limit: 9 }), { items: [] });
  });
  await store.write(async (tx) => {
    await tx.responsibilityTransfers.update(responsibilityTransfer(1));
    assert.deepEqual(await tx.responsibilityTransfers.byId(full.id), responsibilityTransfer(1));
  });
}

async function refused(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    for (const number of [0, 1]) await tx.responsibilityTransfers.insert(responsibilityTransfer(number));
  });
  const unknown = organization(2).id;
  const { handshakeId } = responsibilityTransfer(0);
  await assertConflicts(store, [
    (tx) => tx.responsibilityTransfers.insert(responsibilityTransfer(0)),
    (tx) => tx.responsibilityTransfers.insert(responsibilityTransfer(2, { handshakeId })),
    (tx) => tx.responsibilityTransfers.insert(responsibilityTransfer(2, { targetOrganizationId: unknown })),
    (tx) => tx.responsibilityTransfers.insert(responsibilityTransfer(2, { sourceOrganizationId: unknown })),
    (tx) => tx.responsibilityTransfers.update(responsibilityTransfer(2)),
    (tx) => tx.responsibilityTransfers.update(responsibilityTransfer(1, { handshakeId })),
    (tx) => tx.responsibilityTransfers.update(responsibilityTransfer(0, { sourceOrganizationId: unknown })),
    (tx) =>
      tx.responsibilityTransfers.update(
        responsibilityTransfer(0, { targetOrganizationId: organization(1).id }),
      ),
  ]);
}
