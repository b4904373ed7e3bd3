import assert from "node:assert/strict";
import { test } from "node:test";
import { PlanLedger } from "./plan-ledger.ts";

test("where it is too much everybody forgets, once, and counting begins anew", () => {
  const ledger = new PlanLedger(100);
  const forgotten: string[] = [];
  const keeper = (name: string) => ({ forgetPlans: () => void forgotten.push(name) });
  const [first, second] = [keeper("first"), keeper("second")];
  ledger.note(first, 40);
  ledger.note(first, 40);
  ledger.note(second, 20);
  assert.deepEqual([forgotten, ledger.bytes], [[], 100]);
  ledger.note(second, 1);
  assert.deepEqual([forgotten, ledger.bytes], [["first", "second"], 1]);
  ledger.note(second, 100);
  assert.deepEqual([forgotten, ledger.bytes], [["first", "second", "second"], 100]);
});
