/**
 * What caches say that they hold, beside what the heap grows by: estimates err upwards, and not by much. Limits in bytes mean
 * something for the smallest entries and for the largest that AWS's quotas allow.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createOpenedSessionCache, issueSession, type SessionClaims } from "@rolecall/credentials";
import { type AccountId, toAccountId, toUniqueId, type UniqueId } from "@rolecall/names";
import { compileLayers, decide } from "@rolecall/policy";
import { createSigningKeyCache } from "@rolecall/sigv4";
import type { WriteTransaction } from "@rolecall/store";
import { createPolicyLibrary, SESSION_LIMITS } from "./cache/policy-library.ts";
import { sessionCaller } from "./caller/caller-of.ts";
import {
  addOrganization,
  addUnit,
  attach,
  attachIn,
  enable,
  FULL_ACCESS,
  join,
  putPolicy,
} from "./organizations.test-support.ts";
import {
  ACCOUNT,
  allow,
  keyRecord,
  NOW,
  policyRecord,
  roleClaims,
  roleRecord,
  serviceRecord,
  userRecord,
} from "./records.test-support.ts";
import { addUser, openWorld, type World } from "./world.test-support.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapBytes(): number {
  for (let time = 0; time < 3; time++) collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Growth {
  readonly estimate: () => number;
  readonly from: number;
  readonly to: number;
  readonly add: (number: number) => unknown;
}

/** So many of a case are enough to be looked at in parts. */
const ENOUGH_FOR_PARTS = 90;

/**
 * The estimate by what the heap grew by; of many the median of three parts, since what the program makes once while one of them is
 * added (V8 compiles, a statement is prepared) is no entry's.
 */
async function ratioOf({ estimate, from, to, add }: Growth): Promise<number> {
  // What is compiled and made once, whoever comes first.
  for (let number = 0; number < from; number++) await add(number);
  const parts = to - from < ENOUGH_FOR_PARTS ? 1 : 3;
  const ratios: number[] = [];
  for (let part = 0; part < parts; part++) {
    const [before, beforeBytes] = [estimate(), heapBytes()];
    const end = from + Math.ceil(((part + 1) * (to - from)) / parts);
    for (let number = from + Math.ceil((part * (to - from)) / parts); number < end; number++)
      await add(number);
    ratios.push((estimate() - before) / (heapBytes() - beforeBytes));
  }
  return ratios.toSorted((a, b) => a - b)[parts >> 1]!;
}

function assertWithin(ratio: number, [least, most]: readonly [number, number], what: string): void {
  assert.ok(ratio >= least && ratio <= most, `${what}: the estimate is ${ratio.toFixed(2)} of what it is`);
}

/** Collecting garbage is not exact to the last byte. */
const BAND = [0.95, 3] as const;

test("a session takes what is said, as small as it can be and as large", () => {
  const long = (character: string, length: number) => character.repeat(length);
  const largest: Partial<SessionClaims> = {
    inlinePolicy: allow("s3:GetObject", { Sid: long("s", 1_900) }),
    policyArns: Array.from(
      { length: 10 },
      (_, index) => `arn:aws:iam::111111111111:policy/${long("p", 127)}${index}`,
    ),
    sessionTags: Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`${long("k", 126)}${index}`, long("v", 256)]),
    ),
    transitiveTagKeys: Array.from({ length: 50 }, (_, index) => `${long("k", 126)}${index}`),
    sourceIdentity: long("i", 64),
  };
  return withWorld(async ({ keyRing }) => {
    for (const [what, more, count] of [
      ["a small one", {}, 1_000],
      ["the largest", largest, 200],
    ] as const) {
      const cache = createOpenedSessionCache({ capacity: 10_000 });
      const callers = new WeakMap();
      const open = (number: number) => {
        const claims = roleClaims(roleRecord("reader"), { ...more, sessionName: `s${number}` });
        const { accessKeyId, sessionToken } = issueSession(keyRing, claims);
        const opened = cache.open(keyRing, pieceOf(accessKeyId), pieceOf(sessionToken));
        assert.ok(opened);
        callers.set(opened, sessionCaller(opened.claims, accessKeyId));
      };
      assertWithin(
        await ratioOf({ estimate: () => cache.bytes, from: 10, to: count, add: open }),
        BAND,
        what,
      );
    }
  });
});

test("so does a signing key", async () => {
  const cache = createSigningKeyCache({ capacity: 10_000 });
  const add = (number: number) => {
    const accessKeyId = `AKIA${String(number).padStart(16, "0")}`;
    const credential = pieceOf(`${accessKeyId}/20260101/us-east-1/iam/aws4_request`);
    const scope = { accessKeyId, credential, scopeDate: "20260101", region: "us-east-1", service: "iam" };
    const secret = `secret-${number}`.padEnd(40, "x");
    cache.keep(secret, scope, cache.signingKey(secret, scope));
  };
  assertWithin(
    await ratioOf({ estimate: () => cache.bytes, from: 10, to: 2_000, add }),
    BAND,
    "a signing key",
  );
});

test("so do access keys, users and roles with a small policy of their own, role names, and services", () =>
  withWorld(async (world) => {
    const { directory, store } = world;
    await store.write((tx) => addPrincipals(tx, world));
    const inTransaction =
      (look: (tx: Parameters<typeof directory.user>[0], number: number) => unknown) => (number: number) =>
        store.read(async (tx) => assert.ok(await look(tx, number)));
    const cases = {
      accessKeys: inTransaction((tx, number) => directory.accessKey(tx, pieceOf(`AKIAUSER${number}`))),
      users: inTransaction((tx, number) => directory.user(tx, userRecord(`user${number}`).id)),
      roles: inTransaction((tx, number) => directory.role(tx, roleRecord(`role${number}`).id)),
      services: inTransaction((tx, number) => directory.service(tx, pieceOf(serviceName(number)))),
      roleNames: inTransaction((tx, number) => directory.roleNamed(tx, ACCOUNT, pieceOf(`Role${number}`))),
    };
    for (const [name, add] of Object.entries(cases) as [keyof typeof cases, (number: number) => unknown][]) {
      const ratio = await ratioOf({ estimate: () => directory.bytes[name], from: 100, to: PRINCIPALS, add });
      assertWithin(ratio, BAND, name);
    }
  }));

test("so do accounts, alone and in an organization, units, and policies of organizations", () =>
  withWorld(async (world) => {
    const { store, directory } = world;
    const accounts = Array.from({ length: ACCOUNTS }, (_, number) => toAccountId(String(2e11 + number)));
    await addOrganization(world);
    await store.write(async (tx) => {
      for (const id of accounts)
        await tx.accounts.insert({ id, name: id, email: `${id}@x.example`, createdAt: NOW });
    });
    const look = (number: number) =>
      store.read(async (tx) => assert.ok(await directory.account(tx, accounts[number]!)));
    const estimate = () => directory.bytes.accounts;
    assertWithin(await ratioOf({ estimate, from: 50, to: ACCOUNTS, add: look }), BAND, "accounts alone");
    await enable(world, "SERVICE_CONTROL_POLICY");
    await enable(world, "RESOURCE_CONTROL_POLICY");
    await addMembers(world, accounts);
    const all = () => Object.values(directory.bytes).reduce((sum, bytes) => sum + bytes, 0);
    assertWithin(
      await ratioOf({ estimate: all, from: 50, to: ACCOUNTS, add: look }),
      [0.95, 5],
      "accounts in an organization, each in a unit of its own, with policies of its own",
    );
  }));

test("so does a user with ten groups of ten large policies each, and one more who has the same costs no more documents", () =>
  withWorld(async (world) => {
    const { directory, store } = world;
    const members: (readonly [UniqueId, UniqueId])[] = [];
    for (let number = 0; number < 3; number++) {
      const user = await addUser(world, `user${number}`);
      const twin = await addUser(world, `twin${number}`);
      await addLargeGroups(world, number, [user.id, twin.id]);
      members.push([user.id, twin.id]);
    }
    const load = (place: 0 | 1) => (number: number) =>
      store.read((tx) => directory.user(tx, members[number]![place]));
    const estimate = () => directory.bytes.users;
    const ratio = await ratioOf({ estimate, from: 1, to: 3, add: load(0) });
    assertWithin(ratio, BAND, "a large user");
    const before = estimate();
    assertWithin(await ratioOf({ estimate, from: 1, to: 3, add: load(1) }), BAND, "one who has the same");
    assert.ok(estimate() - before < 1_000_000);
  }));

test("what sets work out for actions is counted, and bounded whatever is asked", () =>
  withWorld(async () => {
    const library = createPolicyLibrary({ ...SESSION_LIMITS, planBytes: 8_000_000 });
    const sets = Array.from({ length: 40 }, (_, number) =>
      library.setOf([library.compile(largeDocument(`set${number}`), "identity")]),
    );
    const ask = (number: number) => {
      for (const set of sets) {
        const request = {
          principal: { kind: "root", accountId: ACCOUNT, arn: "arn:aws:iam::111111111111:root" },
          action: `sqs:Send${number}`,
          resource: "arn:aws:s3:::b",
          resourceAccountId: ACCOUNT,
          context: new Map(),
        } as const;
        // An index is made for what is asked twice.
        for (let time = 0; time < 2; time++) decide(request, compileLayers({ identity: set }));
        assert.ok(library.planBytes <= 8_000_000);
      }
    };
    assertWithin(
      await ratioOf({ estimate: () => library.planBytes, from: 2, to: 6, add: ask }),
      [0.9, 6],
      "plans",
    );
    const before = heapBytes();
    for (let number = 6; number < 60; number++) ask(number);
    assert.ok(heapBytes() - before < 8_000_000);
  }));

/** As V8 has it: a piece keeps all of what it was cut from. */
function pieceOf(text: string): string {
  return `${"x".repeat(20_000)}${text}`.slice(20_000);
}

async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const world = await openWorld();
  try {
    await use(world);
  } finally {
    await world.close();
  }
}

/** As long as a managed policy may be: 6,144 characters. */
function largeDocument(name: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: 40 }, (_, index) => ({
      Sid: `${name}${index}`,
      Effect: "Allow",
      Action: ["s3:Get*", "sqs:Send*"],
      Resource: `arn:aws:s3:::${name}-${index}/*`,
    })),
  });
}

const ACCOUNTS = 400;

/** Each in a unit of its own; both have a policy of their own and one that all have. */
async function addMembers(world: World, accounts: readonly AccountId[]): Promise<void> {
  const everyones = await putPolicy(world, "everyone", allow("*", { Sid: "everyone" }));
  for (const [number, id] of accounts.entries()) {
    const unit = await addUnit(world, `u${number}x`);
    await world.store.write(async (tx) => {
      await join(tx, id, unit);
      await attachIn(tx, FULL_ACCESS, id, "SERVICE_CONTROL_POLICY");
    });
    for (const target of [unit, id]) {
      await attach(world, everyones, target);
      const own = await putPolicy(world, `own${target.replace(/\W/g, "")}`, allow(`s3:${target}`));
      await attach(world, own, target);
    }
  }
}

const PRINCIPALS = 600;

const serviceName = (number: number) => `service-${number}.example.internal`;

/** With two keys, as long as keys are. */
function fullService(number: number) {
  const keys = [1, 2].map((key) => ({
    id: `${number}-${key}`.padEnd(32, "k"),
    publicKey: `${number}-${key}`.padEnd(124, "A"),
    addedAt: NOW,
  }));
  return serviceRecord(serviceName(number), { displayName: `Service ${number}`, keys });
}

async function addPrincipals(tx: WriteTransaction, world: World): Promise<void> {
  for (let number = 0; number < PRINCIPALS; number++) {
    const [user, role] = [userRecord(`user${number}`), roleRecord(`role${number}`)];
    await tx.users.insert(user);
    await tx.roles.insert(role);
    await tx.registeredServices.insert(fullService(number));
    await tx.accessKeys.insert(
      keyRecord(world, `AKIAUSER${number}`, { ownerKind: "user", ownerId: user.id }),
    );
    const policy = { accountId: ACCOUNT, name: "own" };
    const [userPolicy, rolePolicy] = [allow(`s3:Get${number}`), allow(`s3:Put${number}`)];
    await tx.inlinePolicies.put({ ...policy, ownerKind: "user", ownerId: user.id, document: userPolicy });
    await tx.inlinePolicies.put({ ...policy, ownerKind: "role", ownerId: role.id, document: rolePolicy });
  }
}

async function addLargeGroups({ store }: World, number: number, userIds: readonly UniqueId[]): Promise<void> {
  await store.write(async (tx) => {
    for (let nth = 0; nth < 10; nth++) {
      const name = `g${number}x${nth}`;
      const groupId = toUniqueId(`AGPA${name.toUpperCase()}`);
      await tx.groups.insert({ id: groupId, accountId: ACCOUNT, name, path: "/", createdAt: NOW });
      for (const userId of userIds) await tx.memberships.add({ accountId: ACCOUNT, groupId, userId });
      for (let place = 0; place < 10; place++) {
        const policy = policyRecord(`${name}p${place}`);
        await tx.policies.insert(policy);
        const document = largeDocument(policy.name);
        await tx.policyVersions.insert({ policyId: policy.id, version: 1, document, createdAt: NOW });
        const { arn: policyArn } = policy;
        await tx.attachments.attach({
          accountId: ACCOUNT,
          ownerKind: "group",
          ownerId: groupId,
          policyArn,
          attachedAt: NOW,
        });
      }
    }
  });
}
