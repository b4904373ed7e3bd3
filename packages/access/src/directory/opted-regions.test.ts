import assert from "node:assert/strict";
import { test } from "node:test";
import { ownPartition, toAccountId } from "@rolecall/names";
import { ACCOUNT } from "../records.test-support.ts";
import { openWorld } from "../world.test-support.ts";
import { OptedRegionsCache } from "./opted-regions.ts";

test("a region counts once it is on: neither on its way there nor on its way back", async () => {
  const world = await openWorld();
  try {
    const regions = {
      "af-south-1": { status: "ENABLING", since: 0 },
      "ap-east-1": { status: "ENABLED", since: 0 },
      "ap-south-2": { status: "DISABLING", since: 0 },
    } as const;
    const { store, directory } = world;
    await store.write((tx) => tx.accountDetails.put({ accountId: ACCOUNT, alternateContacts: {}, regions }));
    const opted = await store.read((tx) => directory.regions.of(tx, ACCOUNT));
    assert.deepEqual(opted, new Set(["ap-east-1"]));
    assert.equal(directory.regions.peek(ACCOUNT), opted);
  } finally {
    await world.close();
  }
});

test("what many accounts have takes no more than its bound", () => {
  const cache = new OptedRegionsCache();
  for (let number = 0; number < 20_000; number += 1) {
    const accountId = toAccountId(String(number).padStart(12, "0"));
    cache.set(accountId, {
      value: ownPartition().optInRegions,
      subjects: [`account:${accountId}`],
      bytes: 2_000,
    });
  }
  assert.equal(cache.size, 10_000);
  assert.ok(cache.bytes <= 32 * 2 ** 20);
  assert.equal(cache.peek(toAccountId("000000000000")), undefined);
});
