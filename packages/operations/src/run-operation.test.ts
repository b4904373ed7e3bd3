import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  AccessDenied,
  type AuthenticationError,
  type IdentifiedCaller,
  type Requirement,
  rootCaller,
  sessionCaller,
  userCaller,
} from "@rolecall/access";
import { toAccessKeyId, toArn, toUniqueId } from "@rolecall/names";
import { decide } from "@rolecall/policy";
import type { Store, WriteTransaction } from "@rolecall/store";
import {
  ACCOUNT,
  allow,
  federatedClaims,
  NOW,
  roleClaims,
  userClaims,
} from "../../access/src/records.test-support.ts";
import { AWS_POLICY, addRole, addUser, putInline, REQUEST } from "../../access/src/world.test-support.ts";
import type { Operation } from "./operation.ts";
import { createPreparationGate } from "./preparation-gate.ts";
import { type Invocation, runOperation } from "./run-operation.ts";
import { contractNamed, openWorld, type World } from "./world.test-support.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

interface Parts {
  readonly requires?: readonly Requirement[];
  readonly perform?: (tx: WriteTransaction) => Promise<unknown>;
  readonly prepare?: () => Promise<unknown>;
}

const NEEDED: readonly Requirement[] = [{ action: "test:Do", resource: "*" }];

function operation({ requires = NEEDED, perform = async () => "done", prepare }: Parts = {}): Operation {
  return {
    name: "Do",
    mode: "write",
    steps: {
      ...(prepare && { prepare }),
      resolve: async () => undefined,
      requires: () => requires,
      perform: ({ call }) => perform((call as { tx: WriteTransaction }).tx),
    },
  };
}

function run(
  caller: IdentifiedCaller,
  parts: Parts = {},
  more: Partial<Invocation> = {},
  store: Store = world.store,
) {
  return runOperation(store, operation(parts), invocationBy(caller, more));
}

function invocationBy(caller: IdentifiedCaller, more: Partial<Invocation>): Invocation {
  return {
    service: "test",
    contract: contractNamed("Do"),
    input: {},
    caller,
    now: NOW,
    request: REQUEST,
    env: world.env,
    isSigned: true,
    ...more,
  };
}

const DENIED = { code: "AccessDenied" };
const asUser = (user: Parameters<typeof userCaller>[0]) => userCaller(user, `AKIA${user.name.toUpperCase()}`);

test("nothing is allowed that no policy allows, to any kind of caller but root", async () => {
  const ann = await addUser(world, "ann");
  const role = await addRole(world, "one");
  const callers = [
    asUser(ann),
    sessionCaller(userClaims(ann), "ASIA"),
    sessionCaller(roleClaims(role), "ASIA"),
    sessionCaller(federatedClaims(ann), "ASIA"),
    sessionCaller(federatedClaims(undefined), "ASIA"),
  ];
  for (const caller of callers) await assert.rejects(run(caller), DENIED, caller.kind);
  await run(rootCaller(ACCOUNT, "AKIAROOT"), {}, { isSigned: false });
});

test("each kind of caller has the policies of the user or role behind it", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const role = await addRole(world, "one", allow("test:Do"));
  const inlinePolicy = allow("test:*");
  const callers = [
    asUser(ann),
    sessionCaller(userClaims(ann), "ASIA"),
    sessionCaller(roleClaims(role), "ASIA"),
    sessionCaller(federatedClaims(ann, { inlinePolicy }), "ASIA"),
    sessionCaller(federatedClaims(undefined, { inlinePolicy }), "ASIA"),
    sessionCaller(
      userClaims(ann, { principalId: ACCOUNT, principalArn: toArn(`arn:aws:iam::${ACCOUNT}:root`) }),
      "ASIA",
    ),
  ];
  for (const caller of callers) assert.equal(await run(caller), "done", caller.kind);
});

test("a federated user may do only what both its session policy and its issuer's policies allow", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const ask = (inlinePolicy: string, action: string) =>
    run(sessionCaller(federatedClaims(ann, { inlinePolicy }), "ASIA"), {
      requires: [{ action, resource: "*" }],
    });
  await ask(allow("test:Do"), "test:Do");
  await assert.rejects(ask(allow("test:Other"), "test:Do"), DENIED);
  await assert.rejects(ask(allow("test:Other"), "test:Other"), DENIED);
});

test("a boundary limits a user and its sessions", async () => {
  const permissionsBoundary = AWS_POLICY;
  const within = await addUser(world, "within", allow("test:Do"), { permissionsBoundary });
  await run(asUser(within));
  const none = toArn(`arn:aws:iam::${ACCOUNT}:policy/gone`);
  const beyond = await addUser(world, "beyond", allow("test:Do"), { permissionsBoundary: none });
  await assert.rejects(run(asUser(beyond)), DENIED);
  await assert.rejects(run(sessionCaller(userClaims(beyond), "ASIA")), DENIED);
});

test("every requirement must be allowed", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const requires = [...NEEDED, { action: "test:More", resource: "*" }];
  await assert.rejects(run(asUser(ann), { requires }), /not authorized to perform: test:More on resource/);
});

test("a refused or failed call changes nothing", async () => {
  const ann = await addUser(world, "ann");
  const before = await world.store.revision();
  let performed = 0;
  const perform = async (tx: WriteTransaction) => {
    performed += 1;
    await tx.users.delete(ann.id);
    throw new Error("after all");
  };
  await assert.rejects(run(asUser(ann), { perform }), DENIED);
  assert.equal(performed, 0);
  await putInline(world, "user", ann.id, allow("test:Do"));
  await assert.rejects(run(asUser(ann), { perform }), /after all/);
  assert.equal(performed, 1);
  assert.ok(await world.store.read((tx) => tx.users.byId(ann.id)));
  assert.equal(await world.store.revision(), before + 1);
});

test("a key that ends between signature and transaction is refused", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const caller = asUser(ann);
  await run(caller);
  await world.store.write((tx) => tx.accessKeys.setStatus(toAccessKeyId(caller.accessKeyId), "Inactive"));
  await assert.rejects(run(caller), { failure: { reason: "unknownAccessKeyId", accessKeyId: "AKIAANN" } });
});

test("a session whose user or role is gone is refused, also where it is made anew under the same name", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const role = await addRole(world, "one", allow("test:Do"));
  const callers = [sessionCaller(userClaims(ann), "ASIA"), sessionCaller(roleClaims(role), "ASIA")];
  for (const caller of callers) await run(caller);
  await world.store.write(async (tx) => {
    await tx.accessKeys.delete(toAccessKeyId("AKIAANN"));
    await tx.users.delete(ann.id);
    await tx.roles.delete(role.id);
  });
  await addUser(world, "ann", allow("test:Do"), { id: toUniqueId("AIDAANOTHER") });
  await addRole(world, "one", allow("test:Do"), { id: toUniqueId("AROAANOTHER") });
  for (const caller of callers) {
    await assert.rejects(run(caller), { failure: { reason: "unknownAccessKeyId", accessKeyId: "ASIA" } });
  }
});

test("what names a user is met by who has the name now, not by the sessions of who had it", async () => {
  const named = (name: string) => allow("test:Do", { Condition: { StringEquals: { "aws:username": name } } });
  const ann = await addUser(world, "ann", named("ann"));
  const session = sessionCaller(userClaims(ann), "ASIA");
  const key = asUser(ann);
  for (const caller of [session, key]) await run(caller);
  await world.store.write((tx) => tx.users.update({ ...ann, name: "anna" }));
  for (const caller of [session, key]) await assert.rejects(run(caller), DENIED);
  await assert.rejects(run(session), new RegExp(`User: arn:aws:iam::${ACCOUNT}:user/anna is not`));
  const next = { id: toUniqueId("AIDAANOTHER"), keyId: "AKIAOTHERANN" };
  await run(userCaller(await addUser(world, "ann", named("ann"), next), next.keyId));
  await putInline(world, "user", ann.id, named("anna"));
  for (const caller of [session, key]) await run(caller);
});

test("sessions of users never call IAM, and federated ones hardly STS, whatever policies say", async () => {
  const ann = await addUser(world, "ann", allow("*"));
  const role = await addRole(world, "one", allow("*"));
  const mfaAuthenticatedAtSeconds = NOW / 1000;
  const inlinePolicy = allow("*");
  const callers = {
    user: sessionCaller(userClaims(ann), "ASIA"),
    userWithMfa: sessionCaller(userClaims(ann, { mfaAuthenticatedAtSeconds }), "ASIA"),
    federated: sessionCaller(federatedClaims(ann, { inlinePolicy }), "ASIA"),
    role: sessionCaller(roleClaims(role), "ASIA"),
  };
  const table = [
    ["iam", "GetUser", ["userWithMfa", "role"]],
    ["sts", "AssumeRole", ["user", "userWithMfa", "role"]],
    ["sts", "GetCallerIdentity", ["user", "userWithMfa", "federated", "role"]],
    ["sts", "GetSessionToken", ["role"]],
    ["sts", "GetFederationToken", ["role"]],
    ["organizations", "ListAccounts", ["user", "userWithMfa", "federated", "role"]],
  ] as const;
  for (const [service, name, expected] of table) {
    const through: string[] = [];
    for (const [kind, caller] of Object.entries(callers)) {
      const invocation = invocationBy(caller, { service, contract: contractNamed(name) });
      const error = await runOperation(world.store, { ...operation(), name }, invocation).catch(
        (caught: unknown) => caught,
      );
      if (error === "done") through.push(kind);
      else
        assert.equal((error as AuthenticationError).failure.reason, "invalidSessionToken", `${kind} ${name}`);
    }
    assert.deepEqual(through, expected, `${service}:${name}`);
  }
});

test("nothing is prepared for whom the operation is not allowed to", async () => {
  const ann = await addUser(world, "ann");
  let prepared = 0;
  const prepare = async () => {
    prepared += 1;
  };
  await assert.rejects(run(asUser(ann), { prepare }), DENIED);
  assert.equal(prepared, 0);
  await putInline(world, "user", ann.id, allow("test:Do"));
  await run(asUser(ann), { prepare });
  assert.equal(prepared, 1);
});

test("a permission that ends while something is prepared has ended", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const prepare = () => putInline(world, "user", ann.id, allow("test:Other"));
  await assert.rejects(run(asUser(ann), { prepare }), DENIED);
});

const TWO_AND_NONE_WAITS = {
  atOnce: 2,
  atOnceOfCaller: 2,
  waiting: 0,
  waitingOfAccount: 0,
  waitingOfCaller: 0,
};

test("so many prepare at once and no more; whoever waits inside does not keep others out for good", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const env = { ...world.env, preparations: createPreparationGate(TWO_AND_NONE_WAITS) };
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const prepare = () => gate;
  const first = [run(asUser(ann), { prepare }, { env }), run(asUser(ann), { prepare }, { env })];
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  await assert.rejects(run(asUser(ann), { prepare }, { env }), {
    commonName: "throttling",
    code: "Throttling",
  });
  open();
  assert.deepEqual(await Promise.all(first), ["done", "done"]);
  assert.equal(await run(asUser(ann), { prepare }, { env }), "done");
  const failing = async () => {
    throw new Error("no");
  };
  for (let round = 0; round < 3; round += 1)
    await assert.rejects(run(asUser(ann), { prepare: failing }, { env }), /no/);
});

test("a denial keeps the question, the policies that were asked and what they said", async () => {
  const deny = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Deny", Action: "test:*", Resource: "*" },
  });
  const ann = await addUser(world, "ann", deny);
  const requires = [{ action: "test:Do", resource: "arn:aws:test:::thing", resourceName: "thing one" }];
  const denied = await run(asUser(ann), { requires }).catch((error: unknown) => error);
  assert.ok(denied instanceof AccessDenied);
  const { question, layers, decision } = denied.denial;
  assert.deepEqual(
    { action: question.action, resource: question.resource, principal: question.principal },
    { action: "test:Do", resource: "arn:aws:test:::thing", principal: asUser(ann).principal },
  );
  assert.equal(question.context.get("aws:username"), "ann");
  assert.deepEqual(decision, { decision: "explicitDeny", layer: "identity" });
  assert.equal(decide(question, layers), decision);
  assert.match(denied.message, /on resource: thing one with an explicit deny in an identity-based policy$/);
});

test("an operation is called by its own contract, and by a side that can prove who calls it", async () => {
  const ann = await addUser(world, "ann", allow("test:Do"));
  const by = (contract: ReturnType<typeof contractNamed>) => run(asUser(ann), {}, { contract });
  await assert.rejects(by(contractNamed("Other")), /^Error: Do was called by the contract of Other\./);
  await assert.rejects(
    by(contractNamed("Do", { unsigned: true })),
    /^Error: Who calls Do is proven by the wrong/,
  );
});
