import assert from "node:assert/strict";
import { test } from "node:test";
import { type Arn, toAccessKeyId, toArn, toUniqueId, type UniqueId } from "@rolecall/names";
import { type CompiledPolicySet, decide } from "@rolecall/policy";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import fc from "fast-check";
import {
  ACCOUNT,
  allow,
  keyRecord,
  NOW,
  policyRecord,
  roleRecord,
  trust,
  userRecord,
} from "../records.test-support.ts";
import { AWS_POLICY, openWorld, type World } from "../world.test-support.ts";
import type { Directory } from "./directory.ts";

/** Each policy of a test allows actions of its own, so that a set is known by what it allows. */
const ACTIONS = Array.from({ length: 6 }, (_, index) => `test:Action${index}`);
const USERS = ["ann", "bob", "cid"].map((name) => userRecord(name));
const ROLES = ["one", "two"].map((name) => roleRecord(name));
const GROUPS = ["red", "blue"].map((name) => ({
  id: toUniqueId(`AGPA${name.toUpperCase().padEnd(17, "A")}`),
  accountId: ACCOUNT,
  name,
  path: "/",
  createdAt: NOW,
}));
const POLICIES = ["p", "q"].map((name) => policyRecord(name));
const KEYS = [...USERS.map(({ name }) => `AKIA${name.toUpperCase()}`), "AKIAROOT"];

const OWNERS = [
  ...USERS.map(({ id }) => ({ ownerKind: "user" as const, ownerId: id })),
  ...ROLES.map(({ id }) => ({ ownerKind: "role" as const, ownerId: id })),
  ...GROUPS.map(({ id }) => ({ ownerKind: "group" as const, ownerId: id })),
];

async function fill(world: World): Promise<void> {
  await world.store.write(async (tx) => {
    for (const user of USERS) await tx.users.insert(user);
    for (const role of ROLES) await tx.roles.insert(role);
    for (const group of GROUPS) await tx.groups.insert(group);
    for (const policy of POLICIES) {
      await tx.policies.insert(policy);
      await insertVersion(tx, policy.id, 1, 0);
    }
    for (const [index, user] of USERS.entries()) {
      const groupId = GROUPS[index % GROUPS.length]!.id;
      await tx.memberships.add({ accountId: ACCOUNT, groupId, userId: user.id });
    }
    for (const [index, id] of KEYS.entries()) {
      const user = USERS[index];
      const owner =
        user === undefined
          ? ({ ownerKind: "root", ownerId: ACCOUNT } as const)
          : ({ ownerKind: "user", ownerId: user.id } as const);
      await tx.accessKeys.insert(keyRecord(world, id, owner));
    }
  });
}

const documentOf = (action: number) => allow(ACTIONS[action] ?? "test:None");

function insertVersion(tx: WriteTransaction, policyId: UniqueId, version: number, action: number) {
  return tx.policyVersions.insert({ policyId, version, document: documentOf(action), createdAt: NOW });
}

/** What a set allows, spelled out. */
function allowed(set: CompiledPolicySet | undefined): string {
  if (set === undefined) return "-";
  const principal = {
    kind: "user",
    accountId: ACCOUNT,
    arn: "arn:aws:iam::111111111111:user/x",
    id: "X",
  } as const;
  return ACTIONS.filter((action) => {
    const request = { principal, action, resource: "*", resourceAccountId: ACCOUNT, context: new Map() };
    return decide(request, { identity: set }).decision === "allowed";
  }).join();
}

/** Whom a trust policy lets in. */
function trusted(set: CompiledPolicySet): string {
  return ["a", "b"]
    .filter((name) => {
      const arn = `arn:aws:iam::${ACCOUNT}:user/${name}`;
      const principal = { kind: "user", accountId: ACCOUNT, arn, id: name } as const;
      const request = {
        principal,
        action: "sts:AssumeRole",
        resource: "*",
        resourceAccountId: ACCOUNT,
        context: new Map(),
      };
      return decide(request, { resource: set, resourcePolicyRequired: true }).decision === "allowed";
    })
    .join();
}

/** All that a directory says. */
async function view(tx: ReadTransaction, directory: Directory): Promise<unknown> {
  const users = [];
  for (const { id } of USERS) {
    const entry = await attempt(() => directory.user(tx, id));
    users.push(
      typeof entry === "object"
        ? [entry.record, entry.arn, [...entry.tags], allowed(entry.identity), allowed(entry.boundary)]
        : entry,
    );
  }
  const roles = [];
  for (const { id } of ROLES) {
    const entry = await attempt(() => directory.role(tx, id));
    roles.push(
      typeof entry === "object"
        ? [
            entry.record,
            [...entry.tags],
            allowed(entry.identity),
            allowed(entry.boundary),
            trusted(entry.trust),
          ]
        : entry,
    );
  }
  const keys = [];
  for (const id of KEYS) {
    const entry = await directory.accessKey(tx, id);
    keys.push(entry && [entry.record.status, entry.secret, entry.caller.arn]);
  }
  const managed = [];
  for (const { arn } of POLICIES) {
    const policy = await directory.managedPolicy(tx, arn);
    managed.push(policy && allowed(directory.library.setOf([policy])));
  }
  return { users, roles, keys, managed };
}

async function attempt<Result>(work: () => Promise<Result>): Promise<Result | string> {
  try {
    return await work();
  } catch (error) {
    return String(error);
  }
}

type Step = (tx: WriteTransaction) => Promise<unknown>;

const pick = <T>(items: readonly T[]) => fc.constantFrom(...items);
const anAction = fc.nat(ACTIONS.length - 1);
const anArn = pick<Arn>([...POLICIES.map(({ arn }) => arn), AWS_POLICY]);
const aRole = pick(ROLES.map(({ id }) => id));
const aUser = pick(USERS.map(({ id }) => id));

/** Every kind of change that can make an entry stale. */
const steps: readonly fc.Arbitrary<Step>[] = [
  fc.tuple(pick(OWNERS), pick(["x", "y"]), anAction).map(
    ([owner, name, action]): Step =>
      (tx) =>
        tx.inlinePolicies.put({ accountId: ACCOUNT, ...owner, name, document: documentOf(action) }),
  ),
  fc.tuple(pick(OWNERS), pick(["x", "y"])).map(
    ([{ ownerId }, name]): Step =>
      (tx) =>
        tx.inlinePolicies.delete(ownerId, name),
  ),
  fc.tuple(pick(OWNERS), anArn).map(
    ([owner, policyArn]): Step =>
      (tx) =>
        tx.attachments.attach({ accountId: ACCOUNT, ...owner, policyArn, attachedAt: NOW }),
  ),
  fc.tuple(pick(OWNERS), anArn).map(
    ([{ ownerId }, arn]): Step =>
      (tx) =>
        tx.attachments.detach(ownerId, arn),
  ),
  fc.tuple(pick(GROUPS), aUser).map(
    ([group, userId]): Step =>
      (tx) =>
        tx.memberships.add({ accountId: ACCOUNT, groupId: group.id, userId }),
  ),
  fc.tuple(pick(GROUPS), aUser).map(
    ([group, userId]): Step =>
      (tx) =>
        tx.memberships.remove(group.id, userId),
  ),
  fc.tuple(pick(POLICIES), anAction).map(
    ([{ id }, action]): Step =>
      async (tx) => {
        const policy = await tx.policies.byId(id);
        if (policy === undefined) return;
        const version = policy.latestVersion + 1;
        await insertVersion(tx, id, version, action);
        await tx.policies.update({ ...policy, defaultVersion: version, latestVersion: version });
      },
  ),
  pick(POLICIES).map(
    ({ id }): Step =>
      async (tx) => {
        const policy = await tx.policies.byId(id);
        if (policy !== undefined) await tx.policies.update({ ...policy, defaultVersion: 1 });
      },
  ),
  fc.tuple(aUser, fc.option(anArn, { nil: undefined }), pick(["v1", "v2"])).map(
    ([id, arn, value]): Step =>
      async (tx) => {
        const { permissionsBoundary: _, ...user } = (await tx.users.byId(id)) ?? userRecord("none");
        const tags = [{ key: "K", value }];
        await tx.users.update({ ...user, tags, ...(arn && { permissionsBoundary: arn }) });
      },
  ),
  fc.tuple(aRole, fc.option(anArn, { nil: undefined }), pick(["a", "b"])).map(
    ([id, arn, name]): Step =>
      async (tx) => {
        const { permissionsBoundary: _, ...role } = (await tx.roles.byId(id)) ?? roleRecord("none");
        const trustPolicy = trust(`arn:aws:iam::${ACCOUNT}:user/${name}`);
        await tx.roles.update({ ...role, trustPolicy, ...(arn && { permissionsBoundary: arn }) });
      },
  ),
  fc.tuple(aUser, pick(["new", "old"])).map(
    ([id, prefix]): Step =>
      async (tx) => {
        const user = await tx.users.byId(id);
        if (user !== undefined) await tx.users.update({ ...user, name: `${prefix}-${id.slice(4, 7)}` });
      },
  ),
  fc.tuple(pick(KEYS), pick(["Active", "Inactive"] as const)).map(
    ([id, status]): Step =>
      (tx) =>
        tx.accessKeys.setStatus(toAccessKeyId(id), status),
  ),
  pick(KEYS).map(
    (id): Step =>
      (tx) =>
        tx.accessKeys.delete(toAccessKeyId(id)),
  ),
  aUser.map(
    (id): Step =>
      (tx) =>
        tx.users.delete(id),
  ),
  aRole.map(
    (id): Step =>
      (tx) =>
        tx.roles.delete(id),
  ),
  pick(GROUPS).map(
    ({ id }): Step =>
      (tx) =>
        tx.groups.delete(id),
  ),
  pick(POLICIES).map(
    ({ id }): Step =>
      (tx) =>
        tx.policies.delete(id),
  ),
];

test("after any change the directory says what one that was just built says", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ step: fc.oneof(...steps), fails: fc.boolean() }), { minLength: 1, maxLength: 25 }),
      async (history) => {
        const world = await openWorld();
        try {
          await fill(world);
          for (const { step, fails } of history) {
            await applyStep(world, step, fails);
            const seen = await world.store.read((tx) => view(tx, world.directory));
            const truth = await world.store.read((tx) => view(tx, world.newDirectory()));
            assert.deepEqual(seen, truth);
          }
        } finally {
          await world.close();
        }
      },
    ),
    { numRuns: 25 },
  );
});

/** A step that fails has filled caches by what it read, some of it after its own changes. */
async function applyStep({ store, directory }: World, step: Step, fails: boolean): Promise<void> {
  await attempt(() =>
    store.write(async (tx) => {
      await view(tx, directory);
      await step(tx);
      if (!fails) return;
      await view(tx, directory);
      throw new Error("no");
    }),
  );
}

test("a change in a group's or managed policy reaches those who have it, and nobody else is loaded anew", async () => {
  const world = await openWorld();
  const { store, directory } = world;
  try {
    await fill(world);
    const [ann, bob] = USERS;
    const [red] = GROUPS;
    const [p] = POLICIES;
    assert.ok(ann && bob && red && p);
    await store.write(async (tx) => {
      await tx.attachments.attach({
        accountId: ACCOUNT,
        ownerKind: "group",
        ownerId: red.id,
        policyArn: p.arn,
        attachedAt: NOW,
      });
    });
    const entries = () =>
      store.read(async (tx) => [await directory.user(tx, ann.id), await directory.user(tx, bob.id)]);
    const [annBefore, bobBefore] = await entries();
    await store.write(async (tx) => {
      await insertVersion(tx, p.id, 2, 3);
      await tx.policies.update({ ...p, defaultVersion: 2, latestVersion: 2 });
    });
    const [annAfter, bobAfter] = await entries();
    assert.equal(allowed(annBefore?.identity), ACTIONS[0]);
    assert.equal(allowed(annAfter?.identity), ACTIONS[3]);
    assert.equal(bobAfter, bobBefore);
  } finally {
    await world.close();
  }
});

test("a boundary that is gone allows nothing", async () => {
  const world = await openWorld();
  try {
    const permissionsBoundary = toArn(`arn:aws:iam::${ACCOUNT}:policy/gone`);
    const ann = userRecord("ann", { permissionsBoundary });
    await world.store.write((tx) => tx.users.insert(ann));
    const entry = await world.store.read((tx) => world.directory.user(tx, ann.id));
    assert.equal(allowed(entry?.boundary), "");
  } finally {
    await world.close();
  }
});

test("where all may have changed, nothing is kept", async () => {
  const world = await openWorld();
  try {
    await fill(world);
    const [id = "", root = ""] = [KEYS[0], KEYS.at(-1)];
    await world.store.read((tx) => view(tx, world.directory));
    assert.ok(world.directory.peekAccessKey(id));
    assert.equal(world.directory.peekAccessKey(root)?.caller.kind, "root");
    world.directory.onChange("all");
    assert.equal(world.directory.peekAccessKey(id), undefined);
    assert.equal(world.directory.peekAccessKey(root), undefined);
  } finally {
    await world.close();
  }
});

test("names that every object has are unknown keys", async () => {
  const world = await openWorld();
  try {
    for (const id of ["__proto__", "constructor", "toString", ""]) {
      assert.equal(await world.store.read((tx) => world.directory.accessKey(tx, id)), undefined);
    }
  } finally {
    await world.close();
  }
});

test("a role is found by its name in any case; one that is made anew under the name is another", async () => {
  const world = await openWorld();
  const first = roleRecord("Deployer");
  const ask = (name: string) => world.store.read((tx) => world.directory.roleNamed(tx, ACCOUNT, name));
  assert.equal(await ask("Deployer"), undefined);
  await world.store.write((tx) => tx.roles.insert(first));
  assert.equal((await ask("Deployer"))?.record.id, first.id);
  assert.equal((await ask("DEPLOYER"))?.record.id, first.id);
  const second = { ...first, id: toUniqueId("AROASECONDAAAAAAAAAAA") };
  await world.store.write(async (tx) => {
    await tx.roles.delete(first.id);
    await tx.roles.insert(second);
  });
  assert.equal((await ask("Deployer"))?.record.id, second.id);
  await world.store.write((tx) => tx.roles.delete(second.id));
  assert.equal(await ask("deployer"), undefined);
  assert.equal(await ask("Deployer"), undefined);
  await world.close();
});
