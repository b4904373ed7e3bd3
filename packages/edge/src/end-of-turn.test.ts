import assert from "node:assert/strict";
import { test } from "node:test";
import { createEndOfTurn } from "./end-of-turn.ts";

test("answers of one turn wait together, and large ones do not", async () => {
  const endOfTurn = createEndOfTurn();
  const first = endOfTurn(100);
  assert.ok(first !== undefined);
  assert.equal(endOfTurn(100), first);
  assert.equal(endOfTurn(8 * 1024 * 1024), undefined);
  assert.equal(endOfTurn(100), undefined, "nothing more is gathered in this turn");
  await first;
  assert.ok(endOfTurn(100) !== undefined);
});

test("a turn that begins with a large answer ends too", async () => {
  const endOfTurn = createEndOfTurn();
  assert.equal(endOfTurn(8 * 1024 * 1024), undefined);
  await new Promise(setImmediate);
  assert.ok(endOfTurn(1) !== undefined);
});
