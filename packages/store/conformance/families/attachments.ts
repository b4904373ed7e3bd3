import assert from "node:assert/strict";
import type { WriteTransaction } from "../../src/families.ts";
import type { AttachmentRecord } from "../../src/records/attachment.ts";
import type { AccountId, UniqueId } from "../../src/records/identifier.ts";
import type { OwnerKind } from "../../src/records/owner.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import { ACCOUNT_NUMBERS, type FamilyUnderTest, type NaiveState, NUMBERS } from "../family-under-test.ts";
import { pageOf, requireOwner, sortBy } from "../naive.ts";
import { ACCOUNT, accountId, CREATED_AT, OWNER_KINDS, ownerIdOf, pick, policyArn } from "../samples.ts";
import { partsOfOwners } from "../subject-parts.ts";
import { role } from "./roles.ts";
import { user } from "./users.ts";

export function attachment(ownerKind: OwnerKind, owner: number, policyNumber: number): AttachmentRecord {
  return {
    accountId: ACCOUNT,
    ownerKind,
    ownerId: ownerIdOf(ownerKind, owner),
    policyArn: policyArn(policyNumber),
    attachedAt: CREATED_AT,
  };
}

export const attachments: FamilyUnderTest<"attachments"> = {
  tests: { "and boundaries are found from both sides": roundTrip, "need their owner": needOwner },
  naive: {
    open: (state) => naiveAttachments(state),
    whenDeleted: {
      user: forgetOwner,
      group: forgetOwner,
      role: forgetOwner,
      policy(state, { arn }) {
        state.attachments = state.attachments.filter((each) => each.policyArn !== arn);
      },
    },
  },
  operations: {
    attach: (tx, first, second, third) =>
      tx.attachments.attach(attachment(pick(OWNER_KINDS, first), second, third)),
    detach: (tx, first, second, third) =>
      tx.attachments.detach(ownerIdOf(pick(OWNER_KINDS, first), second), policyArn(third)),
  },
  begin: (number) => [
    { name: "attach", first: 0, second: number, third: 0 },
    { name: "attach", first: number + 1, second: 0, third: 0 },
  ],
  async answers(tx) {
    const answers: unknown[] = [];
    for (const id of ACCOUNT_NUMBERS.map(accountId)) {
      for (const arn of NUMBERS.map((number) => policyArn(number))) {
        answers.push(
          await tx.attachments.ofPolicy(id, arn, { limit: 3 }),
          await tx.attachments.countOfPolicy(id, arn),
          await tx.attachments.boundariesOfPolicy(id, arn),
          await tx.attachments.countBoundariesOfPolicy(id, arn),
        );
      }
    }
    return answers;
  },
  subjects: (tx) => partsOfOwners((ownerId) => tx.attachments.ofOwner(ownerId)),
};

function forgetOwner(state: NaiveState, { id }: { readonly id: UniqueId }): void {
  state.attachments = state.attachments.filter((each) => each.ownerId !== id);
}

function naiveAttachments(state: NaiveState): WriteTransaction["attachments"] {
  const find = (ownerId: UniqueId, arn: string) =>
    state.attachments.find((each) => each.ownerId === ownerId && each.policyArn === arn);
  const ofPolicy = (accountId: AccountId, arn: string) =>
    state.attachments.filter((each) => each.accountId === accountId && each.policyArn === arn);
  const boundaries = (accountId: AccountId, arn: string) =>
    (["user", "role"] as const).flatMap((ownerKind) =>
      sortBy([...state[`${ownerKind}s`]], (each) => each.id)
        .filter((each) => each.accountId === accountId && each.permissionsBoundary === arn)
        .map((each) => ({ ownerKind, ownerId: each.id })),
    );
  return {
    ofOwner: async (ownerId) => state.attachments.filter((each) => each.ownerId === ownerId),
    has: async (ownerId, arn) => find(ownerId, arn) !== undefined,
    ofPolicy: async (accountId, arn, request) => {
      const ownerOf = (each: AttachmentRecord) => each.ownerId;
      return pageOf(sortBy(ofPolicy(accountId, arn), ownerOf), request, ownerOf);
    },
    countOfPolicy: async (accountId, arn) => ofPolicy(accountId, arn).length,
    boundariesOfPolicy: async (accountId, arn) => boundaries(accountId, arn),
    countBoundariesOfPolicy: async (accountId, arn) => boundaries(accountId, arn).length,
    async attach(record) {
      requireOwner(state, record);
      if (find(record.ownerId, record.policyArn) !== undefined) return false;
      state.attachments = [...state.attachments, record];
      return true;
    },
    async detach(ownerId, arn) {
      const old = find(ownerId, arn);
      state.attachments = state.attachments.filter((each) => each !== old);
      return old !== undefined;
    },
  };
}

async function roundTrip(store: Store): Promise<void> {
  const both = [attachment("user", 1, 2), attachment("user", 1, 1)] as const;
  const [{ ownerId, policyArn: second }] = both;
  await store.write(async (tx) => {
    await tx.users.insert(user(1, { permissionsBoundary: second }));
    await tx.roles.insert(role(1, { permissionsBoundary: second }));
    for (const each of both) assert.equal(await tx.attachments.attach(each), true);
    assert.equal(await tx.attachments.attach(both[0]), false);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.attachments.ofOwner(ownerId), both);
    assert.equal(await tx.attachments.has(ownerId, second), true);
    assert.equal(await tx.attachments.has(ownerId, policyArn(3)), false);
    assert.deepEqual(await tx.attachments.ofPolicy(ACCOUNT, second, { limit: 10 }), { items: [both[0]] });
    assert.equal(await tx.attachments.countOfPolicy(ACCOUNT, second), 1);
    assert.equal(await tx.attachments.countOfPolicy(accountId(2), second), 0);
    assert.deepEqual(await tx.attachments.boundariesOfPolicy(ACCOUNT, second), [
      { ownerKind: "user", ownerId },
      { ownerKind: "role", ownerId: role(1).id },
    ]);
    assert.equal(await tx.attachments.countBoundariesOfPolicy(ACCOUNT, second), 2);
    assert.equal(await tx.attachments.countBoundariesOfPolicy(ACCOUNT, policyArn(1)), 0);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.attachments.detach(ownerId, second), true);
    assert.equal(await tx.attachments.detach(ownerId, second), false);
    assert.deepEqual(await tx.attachments.ofOwner(ownerId), [both[1]]);
  });
}

async function needOwner(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  const impossible = [
    attachment("user", 2, 1),
    { ...attachment("user", 1, 1), accountId: accountId(2) },
    { ...attachment("user", 1, 1), ownerKind: "role" as const },
  ];
  for (const record of impossible) {
    await assertConflicts(store, [(tx) => tx.attachments.attach(record)]);
  }
}
