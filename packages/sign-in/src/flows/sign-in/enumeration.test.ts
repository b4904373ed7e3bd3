/** Who is there is not to be told by what is answered, nor by what is done. What is done is counted here, not timed. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { hashPassword } from "@rolecall/credentials";
import { ACCOUNT, NOW } from "../../../../access/src/records.test-support.ts";
import { addUser, openWorld, type World } from "../../../../access/src/world.test-support.ts";
import type { Who } from "../../principal/find-principal.ts";
import { SignInRefusal } from "../../refusal.ts";
import { signIn } from "./sign-in.ts";

const PASSWORD = "Correct-Horse-1";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addUser(world, "nobody");
  const ann = await addUser(world, "ann", undefined, { keyId: "AKIAOTHERANN" });
  const passwordHash = await hashPassword(PASSWORD, randomBytes);
  await world.store.write((tx) =>
    tx.loginProfiles.put({
      userId: ann.id,
      accountId: ACCOUNT,
      passwordHash,
      previousHashes: [],
      passwordResetRequired: false,
      createdAt: NOW,
      passwordChangedAt: NOW,
    }),
  );
});
afterEach(() => world.close());

/** What one attempt that is refused reads, writes and lets in, and what is told. */
async function costOf(who: Who, password: string) {
  const cost = { reads: 0, writes: 0, admitted: 0, told: "" };
  const { store } = world;
  const counting: typeof store = Object.assign(Object.create(store), {
    read: (work: Parameters<typeof store.read>[0]) => {
      cost.reads++;
      return store.read(work);
    },
    write: (...given: Parameters<typeof store.write>) => {
      cost.writes++;
      return store.write(...given);
    },
  });
  const parts = {
    ...world,
    store: counting,
    random: randomBytes,
    relyingParty: undefined,
    idleMs: 1,
    admit: <Result>(_address: string, work: () => Promise<Result>) => {
      cost.admitted++;
      return work();
    },
  };
  const device = { userAgent: "", address: "192.0.2.1" };
  const changePassword = async () => "broken" as const;
  const attempt = { given: { who, password }, device, now: NOW, changePassword };
  await assert.rejects(signIn(parts, attempt), (error: unknown) => {
    assert.ok(error instanceof SignInRefusal);
    cost.told = `${error.code} ${error.message} ${JSON.stringify(error.details)}`;
    return true;
  });
  return cost;
}

test("an unknown account, user or e-mail, one without a password, a wrong password and a locked name are told alike and cost alike", async () => {
  const ann = { account: ACCOUNT, user: "ann" };
  const wrong = await costOf(ann, "wrong");
  assert.deepEqual([wrong.reads, wrong.writes, wrong.admitted], [1, 1, 1]);
  const others: readonly Who[] = [
    { account: ACCOUNT, user: "stranger" },
    { account: ACCOUNT, user: "nobody" },
    { account: "999999999999", user: "ann" },
    { account: "unknown-alias", user: "ann" },
    { email: "stranger@example.com" },
  ];
  for (const who of others) assert.deepEqual(await costOf(who, "wrong"), wrong, JSON.stringify(who));
  for (let turn = 0; turn < 10; turn++) await costOf(ann, "wrong");
  assert.deepEqual(await costOf(ann, PASSWORD), wrong, "locked, with the right password");
});
