/** The second look at a session, in the transaction that acts: what ended since the first counts. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { AuthenticationError } from "@rolecall/access";
import { hashPassword } from "@rolecall/credentials";
import { ACCOUNT, NOW, roleClaims } from "../../../access/src/records.test-support.ts";
import { addRole, addUser, openWorld, type World } from "../../../access/src/world.test-support.ts";
import {
  confirmSession,
  endSessionOf,
  enterRole,
  findSession,
  type LiveSession,
  leaveRole,
  type SignInParts,
  signIn,
} from "../index.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const changePassword = () => assert.fail("nobody changes a password here");

let world: World;
let parts: SignInParts;
let secret: string;
let claims: ReturnType<typeof roleClaims>;

beforeEach(async () => {
  world = await openWorld();
  const { store, verifying } = world;
  const ann = await addUser(world, "ann");
  claims = roleClaims(await addRole(world, "one"));
  const passwordHash = await hashPassword(PASSWORD, randomBytes);
  const profile = { userId: ann.id, accountId: ACCOUNT, passwordHash, previousHashes: [] };
  await store.write((tx) =>
    tx.loginProfiles.put({
      ...profile,
      passwordResetRequired: false,
      createdAt: NOW,
      passwordChangedAt: NOW,
    }),
  );
  const { directory, keys } = verifying;
  parts = {
    store,
    directory,
    keys,
    random: randomBytes,
    admit: (_address, work) => work(),
    idleMs: 60_000,
    relyingParty: undefined,
  };
  const given = { who: { account: ACCOUNT, user: "ann" }, password: PASSWORD };
  ({ secret } = await signIn(parts, {
    given,
    device: { userAgent: "", address: "" },
    now: NOW,
    changePassword,
  }));
});
afterEach(() => world.close());

const find = () => findSession(parts, { secret, now: NOW });
const enter = async (accessKeyId: string) =>
  enterRole(parts, (await find()).record, { accessKeyId, claims, roleName: "one" });

/** @returns why it ended; undefined where it stands */
async function confirm({ record }: LiveSession, actsAs: "original" | "role"): Promise<string | undefined> {
  let reason: string | undefined;
  const found = {
    session: { record, actsAs },
    now: NOW,
    onEnded: (refusal: { readonly details: { readonly reason: string } }) => {
      reason = refusal.details.reason;
    },
  };
  const confirming = parts.store.read((tx) => confirmSession(tx, parts, found));
  await confirming.catch((error: unknown) => assert.ok(error instanceof AuthenticationError));
  return reason;
}

test("what stands is confirmed; who signed out, or changed the password, since is not", async () => {
  const found = await find();
  assert.equal(await confirm(found, "original"), undefined);
  const { store } = world;
  const profile = await store.read((tx) => tx.loginProfiles.ofUser(found.record.ownerId));
  const passwordHash = await hashPassword("Another-Horse-2", randomBytes);
  await store.write((tx) => tx.loginProfiles.put({ ...(profile ?? assert.fail()), passwordHash }));
  assert.equal(await confirm(found, "original"), "credentials");
  await endSessionOf(parts, secret);
  assert.equal(await confirm(found, "original"), "unknown");
});

test("who acts as a role acts as that role, and as who signed in where it is that that asks", async () => {
  await enter("ASIAONE");
  const inRole = await find();
  assert.equal(inRole.caller.kind, "roleSession");
  assert.equal(await confirm(inRole, "role"), undefined);
  await enter("ASIATWO");
  assert.equal(await confirm(inRole, "role"), "role");
  assert.equal(await confirm(inRole, "original"), undefined);
  await leaveRole(parts, inRole.record);
  assert.equal(await confirm(inRole, "role"), "role");
  assert.equal(await confirm(inRole, "original"), undefined);
});

test("who acted as itself does not act as a role that it switched to meanwhile in another window", async () => {
  const found = await find();
  await enter("ASIAONE");
  // It was found as who signed in, and is: the other window's role does not do what this one asked.
  assert.equal(await confirm(found, "original"), undefined);
  assert.equal(found.caller.kind, "user");
});
