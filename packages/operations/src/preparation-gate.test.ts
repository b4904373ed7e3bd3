import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { createPreparationGate, type GateLimits, type Preparer } from "./preparation-gate.ts";

const LIMITS: GateLimits = {
  atOnce: 3,
  atOnceOfCaller: 2,
  waiting: 8,
  waitingOfAccount: 6,
  waitingOfCaller: 4,
};

function of(accountId: string, callerId: string): Preparer {
  return { accountId, callerId };
}

/** Work that ends when it is told to, in the order in which it was let in. */
function workbench(gate = createPreparationGate(LIMITS)) {
  const entered: { readonly name: string; readonly end: () => void }[] = [];
  const refused: string[] = [];
  const ask = (accountId: string, callerId: string, name = callerId) => {
    const work = () => new Promise<void>((resolve) => entered.push({ name, end: resolve }));
    gate.pass(of(accountId, callerId), work).catch((error: Error & { code?: string }) => {
      assert.deepEqual([error.code, error.message], ["Throttling", "Rate exceeded"]);
      refused.push(name);
    });
  };
  return { entered, refused, ask, names: () => entered.map(({ name }) => name) };
}

test("one caller's flood takes its share, and others come in at the next turn", async () => {
  const { ask, entered, refused, names } = workbench();
  for (let index = 0; index < 10; index += 1) ask("1", "flood");
  await turn();
  assert.deepEqual(names(), ["flood", "flood"], "two at once");
  assert.equal(refused.length, 4, "four wait, the others are told");
  ask("2", "ann");
  await turn();
  assert.deepEqual(names(), ["flood", "flood", "ann"], "there is room for another at once");
  ask("2", "ben");
  ask("1", "cid");
  entered[0]?.end();
  await turn();
  assert.deepEqual(
    names().slice(3),
    ["ben"],
    "accounts with as little inside: who came first of those with least",
  );
  entered[2]?.end();
  await turn();
  assert.deepEqual(names().slice(4), ["cid"], "before the flood's next, which came long before");
});

test("accounts have a share too, and all together a bound", async () => {
  const { ask, refused } = workbench();
  for (let index = 0; index < 20; index += 1) ask("1", `caller-${index}`);
  await turn();
  assert.equal(refused.length, 20 - LIMITS.atOnce - LIMITS.waitingOfAccount);
  for (let index = 0; index < 20; index += 1) ask(`account-${index}`, "x");
  await turn();
  assert.equal(refused.length, 40 - LIMITS.atOnce - LIMITS.waiting);
});

test("work that fails makes room as work that ends does", async () => {
  const gate = createPreparationGate(LIMITS);
  for (let index = 0; index < 20; index += 1) {
    await assert.rejects(
      gate.pass(of("1", "a"), async () => Promise.reject(new Error("failed"))),
      /failed/,
    );
  }
});

test("whatever comes, no limit is passed, everybody is let in or told, and no place stays empty", async () => {
  const step = fc.oneof(
    fc.record({ account: fc.constantFrom("1", "2", "3"), caller: fc.constantFrom("a", "b", "c") }),
    fc.nat({ max: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { ask, entered, refused } = workbench();
      const ended = new Set<number>();
      let asked = 0;
      const inside = () => entered.filter((_, index) => !ended.has(index)).map(({ name }) => name);
      for (const each of steps) {
        if (typeof each === "number") {
          if (each < entered.length) {
            ended.add(each);
            entered[each]?.end();
          }
        } else {
          asked += 1;
          ask(each.account, each.caller, `${each.account}/${each.caller}`);
        }
        await turn();
        const now = inside();
        assert.ok(now.length <= LIMITS.atOnce);
        for (const name of now)
          assert.ok(now.filter((other) => other === name).length <= LIMITS.atOnceOfCaller);
      }
      while (inside().length > 0) {
        const first = entered.findIndex((_, index) => !ended.has(index));
        ended.add(first);
        entered[first]?.end();
        await turn();
      }
      assert.equal(entered.length + refused.length, asked);
    }),
    { numRuns: 60 },
  );
});
