/** What must be true of a store whose writers were killed. */
import assert from "node:assert/strict";
import type { Store } from "../src/store.ts";
import { KEPT, keyOf, userOf, type WritesOf, writesOf } from "./crash-writes.ts";
import { ACCOUNT } from "./samples.ts";

/**
 * @param acknowledged the last write of each writer that was acknowledged; set to what is there
 * @returns how many writes were committed before anyone was told
 */
export async function checkAfterCrash(store: Store, acknowledged: Map<number, number>): Promise<number> {
  let untold = 0;
  let kept = 0;
  for (const [writer, told] of acknowledged) {
    const writes = await writesOf(store, writer);
    // The one after the last acknowledged may have been committed when the kill came; no other.
    const isRight = writes.last === told || writes.last === told + 1;
    assert.ok(isRight, `writer ${writer}: ${told} was acknowledged, ${writes.last} is there`);
    assert.deepEqual(
      writes.present.toSorted((a, b) => a - b),
      expectedOf(writes.last),
    );
    await assertKeys(store, writer, writes);
    untold += writes.last - told;
    kept += writes.present.length;
    acknowledged.set(writer, writes.last);
  }
  assert.equal((await store.read((tx) => tx.accounts.counts(ACCOUNT))).users, kept);
  // One revision for the account, and one for every write there has ever been.
  const total = [...acknowledged.values()].reduce((sum, writes) => sum + writes, 1);
  assert.equal(await store.revision(), total);
  await assertFeed(store, total);
  return untold;
}

function expectedOf(last: number): readonly number[] {
  const length = Math.min(last, KEPT);
  return Array.from({ length }, (_, index) => last - length + 1 + index);
}

async function assertKeys(store: Store, writer: number, { last, present }: WritesOf): Promise<void> {
  await store.read(async (tx) => {
    for (const write of present) assert.ok(await tx.accessKeys.byId(keyOf(writer, write).id));
    if (last <= KEPT) return;
    const gone = last - KEPT;
    assert.equal(await tx.accessKeys.byId(keyOf(writer, gone).id), undefined);
    assert.deepEqual(await tx.accessKeys.ofOwner(userOf(writer, gone).id), []);
  });
}

async function assertFeed(store: Store, revision: number): Promise<void> {
  const length = Math.min(revision - 1, 100);
  const changes = await store.changesAfter(revision - length, 10 * length + 1);
  assert.ok(changes !== "all");
  const revisions = [...new Set(changes.map((change) => change.revision))];
  assert.deepEqual(
    revisions,
    Array.from({ length }, (_, index) => revision - length + 1 + index),
  );
}
