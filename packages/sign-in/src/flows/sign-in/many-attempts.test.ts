/** What strangers can make a server do: comparisons with a hash are counted here, not timed. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { createPreparationGate } from "@rolecall/operations";
import { NOW } from "../../../../access/src/records.test-support.ts";
import { openWorld, type World } from "../../../../access/src/world.test-support.ts";
import type { SignInParts } from "../../parts.ts";
import { signIn } from "./sign-in.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("of many at once from one address two are looked at at a time, twelve wait, and the rest is sent away at no cost", async () => {
  const gate = createPreparationGate();
  let inside = 0;
  let most = 0;
  let looks = 0;
  const parts: SignInParts = {
    ...world,
    random: randomBytes,
    relyingParty: undefined,
    idleMs: 1,
    admit: (callerId, work) =>
      gate.pass({ accountId: "", callerId }, async () => {
        looks++;
        most = Math.max(most, ++inside);
        return work().finally(() => inside--);
      }),
  };
  const attempt = {
    given: { who: { account: "111111111111", user: "ann" }, password: "wrong" },
    device: { userAgent: "", address: "192.0.2.1" },
    now: NOW,
    changePassword: async () => "broken" as const,
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => signIn(parts, attempt)));
  const messages = outcomes.map((each) => (each.status === "rejected" ? each.reason.message : "let in"));
  assert.deepEqual([most, looks], [2, 14]);
  assert.equal(messages.filter((message) => message === "Rate exceeded").length, 26);
  assert.equal(messages.filter((message) => /is not right/.test(message)).length, 14);
});
