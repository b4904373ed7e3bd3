import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { DENIALS_KEPT_MS } from "@rolecall/operations";
import type { Store } from "@rolecall/store";
import { openSqliteStore } from "@rolecall/store/sqlite";
import fc from "fast-check";
import { createDenialLog } from "./denial-log.ts";
import { type Brought, isExcess, keepDenials, pruneDenials } from "./keep-denials.ts";
import type { KeptDenial } from "./kept-denial.ts";

let store: Store;
before(async () => {
  store = await openSqliteStore({ file: ":memory:" });
});
after(() => store.close());
beforeEach(() => store.clear());

const HOUR_MS = 3_600_000;
const MAX_BYTES = 60_000;

function denial(id: number, { at = 0, documents = ["a"], length = 100 } = {}): KeptDenial {
  const texts = documents.map((name) => name.repeat(2_000));
  return {
    id: `id${id}`,
    at,
    accountId: toAccountId("111111111111"),
    details: "x".repeat(length),
    documents: new Map(texts.map((text) => [hash("sha256", text), text])),
  };
}

/** What is really there, counted. */
async function count(ids: number, denials: readonly KeptDenial[]) {
  return store.read(async (tx) => {
    let bytes = 0;
    const seen = new Set<string>();
    const kept = [];
    for (const each of denials.slice(0, ids)) {
      const record = await tx.denials.byId(each.id);
      if (record !== undefined) {
        bytes += record.details.length;
        kept.push(each);
      }
      for (const key of each.documents.keys()) {
        const found = seen.has(key) ? undefined : await tx.deniedPolicies.byHash(key);
        seen.add(key);
        bytes += found?.document.length ?? 0;
      }
    }
    return { bytes, kept };
  });
}

const step = fc.record({
  documents: fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 4 }),
  length: fc.integer({ min: 10, max: 3_000 }),
  later: fc.constantFrom(0, 1_000, HOUR_MS / 2, 2 * HOUR_MS),
});

test("whatever is denied, bytes hold, the newest stay, and a document that a kept denial names is kept", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      await store.clear();
      const brought = new Map<string, Brought>();
      const written: KeptDenial[] = [];
      let at = 0;
      for (const [index, { later, ...more }] of steps.entries()) {
        at += later;
        written.push(denial(index, { at, ...more }));
        const now = at;
        const learned = await store.write(async (tx) => {
          const known = await keepDenials(tx, written.slice(-1), { maxBytes: MAX_BYTES, brought });
          await pruneDenials(tx, { maxBytes: MAX_BYTES, now, limit: 100 });
          return known;
        });
        for (const [key, place] of learned) brought.set(key, place);
        const { bytes, kept } = await count(written.length, written);
        assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
        assert.ok(kept.includes(written.at(-1)!), "the newest is kept");
        assert.ok(kept.every((each) => each.at >= now - DENIALS_KEPT_MS));
        await store.read(async (tx) => {
          for (const each of kept) {
            for (const [key, document] of each.documents) {
              assert.equal((await tx.deniedPolicies.byHash(key))?.document, document, `of ${each.id}`);
            }
          }
        });
        assert.equal(
          isExcess(await store.read((tx) => tx.denials.span()), { maxBytes: MAX_BYTES, now }),
          false,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("a document is kept once, however many denials name it", async () => {
  const denials = Array.from({ length: 20 }, (_, index) => denial(index));
  await store.write((tx) => keepDenials(tx, denials, { maxBytes: 10 ** 6, brought: new Map() }));
  const span = await store.read((tx) => tx.denials.span());
  const each = span?.newest.bytes ?? 0;
  assert.equal(span?.newest.total, 20 * each + (span?.oldest.bytes ?? 0) - each);
  assert.ok((span?.oldest.bytes ?? 0) > each + 2_000, "the first brings it");
});

test("the log writes what waits, and sheds what is more than may wait", async () => {
  const log = createDenialLog({ maxBytes: 10 ** 7, clock: () => 1_000 });
  const taken = Array.from({ length: 700 }, (_, index) => log.add(denial(index, { at: 1_000 })));
  assert.equal(taken.filter(Boolean).length, 500);
  assert.equal(taken.indexOf(false), 500);
  await log.flush(store);
  assert.ok(await store.read((tx) => tx.denials.byId("id499")));
  assert.equal(await store.read((tx) => tx.denials.byId("id500")), undefined);
  assert.ok(log.add(denial(500)), "there is room again");
});

test("what waits has a bound in bytes too", () => {
  const log = createDenialLog({ maxBytes: 10 ** 7, clock: () => 0 });
  const large = Array.from({ length: 200 }, (_, index) => log.add(denial(index, { length: 64 * 1_024 })));
  assert.ok(large.lastIndexOf(true) < 64, `${large.lastIndexOf(true)} wait`);
});

test("without anything new the old goes too, a step at a time", async () => {
  let now = 0;
  const log = createDenialLog({ maxBytes: 10 ** 7, clock: () => now });
  for (let index = 0; index < 300; index++) log.add(denial(index));
  await log.flush(store);
  now = DENIALS_KEPT_MS + 1;
  const left = [];
  for (let step = 0; step < 5; step++) {
    await log.flush(store);
    left.push(
      (
        await count(
          300,
          Array.from({ length: 300 }, (_, index) => denial(index)),
        )
      ).kept.length,
    );
  }
  assert.deepEqual(left, [200, 100, 0, 0, 0]);
  const [document] = denial(0).documents.keys();
  assert.equal(await store.read((tx) => tx.deniedPolicies.byHash(document ?? "")), undefined);
});
