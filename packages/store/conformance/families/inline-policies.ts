import assert from "node:assert/strict";
import type { UniqueId } from "../../src/records/identifier.ts";
import type { InlinePolicyRecord } from "../../src/records/inline-policy.ts";
import type { OwnerKind } from "../../src/records/owner.ts";
import type { Store } from "../../src/store.ts";
import { assertConflicts } from "../conflict.ts";
import type { FamilyUnderTest, NaiveState } from "../family-under-test.ts";
import { requireOwner, sortBy } from "../naive.ts";
import { ACCOUNT, BIG_DOCUMENT, NAMES, OWNER_KINDS, ownerIdOf, pick } from "../samples.ts";
import { partsOfOwners } from "../subject-parts.ts";
import { group } from "./groups.ts";
import { user } from "./users.ts";

export function inlinePolicy(ownerKind: OwnerKind, owner: number, name: string): InlinePolicyRecord {
  return { accountId: ACCOUNT, ownerKind, ownerId: ownerIdOf(ownerKind, owner), name, document: "{}" };
}

export const inlinePolicies: FamilyUnderTest<"inlinePolicies"> = {
  tests: { "are put, found in their own case and deleted": roundTrip, "need their owner": needOwner },
  naive: {
    open(state) {
      const find = (ownerId: UniqueId, name: string) =>
        state.inlinePolicies.find((each) => each.ownerId === ownerId && each.name === name);
      const without = (old: InlinePolicyRecord | undefined) =>
        state.inlinePolicies.filter((each) => each !== old);
      return {
        get: async (ownerId, name) => find(ownerId, name),
        ofOwner: async (ownerId) =>
          sortBy(
            state.inlinePolicies.filter((each) => each.ownerId === ownerId),
            (each) => each.name,
          ),
        async put(record) {
          requireOwner(state, record);
          state.inlinePolicies = [...without(find(record.ownerId, record.name)), record];
        },
        async delete(ownerId, name) {
          const old = find(ownerId, name);
          state.inlinePolicies = without(old);
          return old !== undefined;
        },
      };
    },
    whenDeleted: { user: forgetOwner, group: forgetOwner, role: forgetOwner },
  },
  operations: {
    putInline: (tx, first, second, third) =>
      tx.inlinePolicies.put({
        ...inlinePolicy(pick(OWNER_KINDS, first), second, pick(NAMES, third)),
        document: `${first}`,
      }),
    deleteInline: (tx, first, second, third) =>
      tx.inlinePolicies.delete(ownerIdOf(pick(OWNER_KINDS, first), second), pick(NAMES, third)),
  },
  begin: (number) => [{ name: "putInline", first: number + 1, second: 0, third: 0 }],
  answers: async () => [],
  subjects: (tx) => partsOfOwners((ownerId) => tx.inlinePolicies.ofOwner(ownerId)),
};

function forgetOwner(state: NaiveState, { id }: { readonly id: UniqueId }): void {
  state.inlinePolicies = state.inlinePolicies.filter((each) => each.ownerId !== id);
}

async function roundTrip(store: Store): Promise<void> {
  const big = { ...inlinePolicy("group", 1, "Big"), document: BIG_DOCUMENT };
  await store.write(async (tx) => {
    await tx.groups.insert(group(1));
    await tx.inlinePolicies.put(inlinePolicy("group", 1, "big"));
    await tx.inlinePolicies.put({ ...big, document: "{}" });
    await tx.inlinePolicies.put(big);
  });
  await store.read(async (tx) => {
    assert.deepEqual(await tx.inlinePolicies.get(big.ownerId, "Big"), big);
    assert.deepEqual(await tx.inlinePolicies.ofOwner(big.ownerId), [big, inlinePolicy("group", 1, "big")]);
    assert.equal(await tx.inlinePolicies.get(big.ownerId, "BIG"), undefined);
  });
  await store.write(async (tx) => {
    assert.equal(await tx.inlinePolicies.delete(big.ownerId, "BIG"), false);
    assert.equal(await tx.inlinePolicies.delete(big.ownerId, "Big"), true);
    assert.equal(await tx.inlinePolicies.get(big.ownerId, "Big"), undefined);
  });
}

async function needOwner(store: Store): Promise<void> {
  await store.write((tx) => tx.users.insert(user(1)));
  await assertConflicts(store, [(tx) => tx.inlinePolicies.put(inlinePolicy("role", 1, "x"))]);
}
