import assert from "node:assert/strict";
import { test } from "node:test";
import { toArn, toUniqueId } from "@rolecall/names";
import type { WriteTransaction } from "@rolecall/store";
import { ACCOUNT, allow, NOW, policyRecord, roleRecord, userRecord } from "../records.test-support.ts";
import { AWS_POLICY, openWorld, type World } from "../world.test-support.ts";

const OWN = policyRecord("own");
const ANN = userRecord("ann", { permissionsBoundary: OWN.arn, tags: [{ key: "Team", value: "red" }] });
const BOB = userRecord("bob", { permissionsBoundary: toArn(`arn:aws:iam::${ACCOUNT}:policy/gone`) });
const ROLE = roleRecord("one");
const READERS = {
  id: toUniqueId("AGPAREADERSAAAAAAAAAA"),
  accountId: ACCOUNT,
  name: "readers",
  path: "/",
  createdAt: NOW,
};

async function fill(tx: WriteTransaction): Promise<void> {
  await tx.policies.insert(OWN);
  await tx.policyVersions.insert({
    policyId: OWN.id,
    version: 1,
    document: allow("test:Own"),
    createdAt: NOW,
  });
  for (const user of [ANN, BOB]) await tx.users.insert(user);
  await tx.roles.insert(ROLE);
  await tx.groups.insert(READERS);
  await tx.memberships.add({ accountId: ACCOUNT, groupId: READERS.id, userId: ANN.id });
  const ofUser = { accountId: ACCOUNT, ownerKind: "user", ownerId: ANN.id } as const;
  const ofGroup = { accountId: ACCOUNT, ownerKind: "group", ownerId: READERS.id } as const;
  const ofRole = { accountId: ACCOUNT, ownerKind: "role", ownerId: ROLE.id } as const;
  for (const owner of [ofUser, ofGroup, ofRole]) {
    await tx.inlinePolicies.put({ ...owner, name: "b", document: allow(`test:${owner.ownerKind}`) });
    await tx.inlinePolicies.put({ ...owner, name: "a", document: allow("test:Same") });
    for (const policyArn of [AWS_POLICY, OWN.arn])
      await tx.attachments.attach({ ...owner, policyArn, attachedAt: NOW });
  }
}

test("whoever is read with all others has what it has by itself, and shares its sets", async (t) => {
  const world: World = await openWorld();
  t.after(() => world.close());
  await world.store.write(fill);
  await world.store.read(async (tx) => {
    const { users, roles } = await world.directory.principals(tx, [ACCOUNT]);
    assert.deepEqual(
      users.map(({ arn }) => arn.split("/")[1]),
      ["ann", "bob"],
    );
    assert.equal(roles.length, 1);
    for (const user of users) assert.deepEqual(user, await world.directory.user(tx, user.record.id));
    for (const role of roles) assert.deepEqual(role, await world.directory.role(tx, role.record.id));
    const again = await world.directory.principals(tx, [ACCOUNT]);
    assert.equal(again.users[0]?.identity, users[0]?.identity);
  });
});

test("what is told of changes is counted", async (t) => {
  const world: World = await openWorld();
  t.after(() => world.close());
  const before = world.directory.changeCount;
  await world.store.write(fill);
  assert.ok(world.directory.changeCount > before);
});
