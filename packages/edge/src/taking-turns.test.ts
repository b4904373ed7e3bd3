import assert from "node:assert/strict";
import { test } from "node:test";
import { TakingTurns } from "./taking-turns.ts";

const turn = () => new Promise(setImmediate);

test("one is begun in every other turn of the event loop, addresses by turns", async () => {
  const turns = new TakingTurns();
  const begun: string[] = [];
  const ask = async (address: string, name: string) => {
    await turns.next(address);
    begun.push(name);
  };
  for (let index = 0; index < 4; index++) void ask("crowd", `crowd ${index}`);
  void ask("other", "other");
  await Promise.resolve();
  assert.deepEqual(begun, ["crowd 0"]);
  for (let count = 2; count <= 5; count++) {
    await turn();
    assert.equal(begun.length, count - 1, "a turn is for others");
    await turn();
    assert.equal(begun.length, count);
  }
  assert.deepEqual(begun, ["crowd 0", "crowd 1", "other", "crowd 2", "crowd 3"]);
});

test("a turn in which nothing was begun is free", async () => {
  const turns = new TakingTurns();
  assert.equal(turns.next("a"), undefined);
  await turn();
  await turn();
  assert.equal(turns.next("a"), undefined);
  assert.ok(turns.next("a") !== undefined);
});
