import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { ANONYMOUS, type Caller, federatedCaller, rootCaller } from "@rolecall/access";
import type { SsoOidcOperations, StsOperations } from "@rolecall/contracts";
import { formatArn, parseArn } from "@rolecall/names";
import { ACCOUNT, NOW } from "../../access/src/records.test-support.ts";
import { addRole, REQUEST } from "../../access/src/world.test-support.ts";
import { defineOperations } from "./define.ts";
import { createPreparationGate } from "./preparation-gate.ts";
import { commonError } from "./refuse/common-error.ts";
import { defineErrors } from "./refuse/define-errors.ts";
import { type Invocation, runOperation } from "./run-operation.ts";
import { contractNamed, openWorld, type World } from "./world.test-support.ts";

const PROVIDER = formatArn("oidc-provider", { accountId: ACCOUNT, location: "idp.example/id/1" });
const ACTION = "sts:AssumeRoleWithWebIdentity";
const sts = defineOperations<StsOperations>({ service: "sts" });
const stsError = defineErrors<{ readonly InvalidIdentityToken: Readonly<Record<string, never>> }>();

/** Lets whoever a token `good:SUBJECT` speaks of have a role that trusts it. */
const assumeByToken = sts.readUnsigned("AssumeRoleWithWebIdentity", {
  async prove({ input }) {
    const [word, subject] = input.WebIdentityToken.split(":");
    if (word !== "good" || subject === undefined) {
      throw stsError("InvalidIdentityToken", "No token of a provider that is trusted");
    }
    const claims = new Map([["idp.example/id/1:sub", subject]]);
    return federatedCaller({ provider: PROVIDER, subject, claims });
  },
  async resolve({ input, tx, env }) {
    const named = parseArn("role", input.RoleArn);
    const role = named && (await env.directory.roleNamed(tx, named.accountId, named.name));
    if (role === undefined) throw commonError("validationError", "no role");
    return role;
  },
  requires: ({ input }, { trust: set }) => [
    {
      action: ACTION,
      resource: input.RoleArn,
      resourceAccountId: ACCOUNT,
      resourcePolicy: { set, required: true },
    },
  ],
  perform: async ({ call }) => ({
    Provider: call.caller.provider,
    SubjectFromWebIdentityToken: call.caller.subject,
  }),
});

/** Trusts the provider for one subject. */
function trustOf(subject: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: PROVIDER },
      Action: ACTION,
      Condition: { StringEquals: { "idp.example/id/1:sub": subject, "aws:FederatedProvider": PROVIDER } },
    },
  });
}

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await addRole(world, "one", undefined, { trustPolicy: trustOf("ann") });
});
afterEach(() => world.close());

function ask(token: string, more: Partial<Invocation> = {}) {
  return runOperation(world.store, assumeByToken, {
    service: "sts",
    contract: contractNamed("AssumeRoleWithWebIdentity", { unsigned: true }),
    input: {
      RoleArn: formatArn("role", { accountId: ACCOUNT, path: "/", name: "one" }),
      RoleSessionName: "s",
      WebIdentityToken: token,
    },
    caller: ANONYMOUS,
    now: NOW,
    request: REQUEST,
    env: world.env,
    isSigned: false,
    ...more,
  });
}

test("who calls an operation that nobody signs comes out of what was sent, and a trust policy decides on its claims", async () => {
  assert.deepEqual(await ask("good:ann"), { Provider: PROVIDER, SubjectFromWebIdentityToken: "ann" });
  // Whoever has no name yet is not told whom or why.
  await assert.rejects(ask("good:bob"), {
    code: "AccessDenied",
    message: `Not authorized to perform ${ACTION}`,
  });
  await assert.rejects(ask("bad"), { code: "InvalidIdentityToken" });
});

test("no caller but the one that was proven counts", async () => {
  await assert.rejects(ask("bad", { caller: rootCaller(ACCOUNT, "AKIAROOT") }), {
    code: "InvalidIdentityToken",
  });
  await assert.rejects(ask("good:bob", { caller: rootCaller(ACCOUNT, "AKIAROOT") }), {
    code: "AccessDenied",
  });
});

test("who was proven is told before anything is decided, for the record", async () => {
  const told: Caller[] = [];
  const onProven = (caller: Caller) => told.push(caller);
  await assert.rejects(ask("good:bob", { onProven }), { code: "AccessDenied" });
  assert.deepEqual(
    told.map((caller) => caller.kind === "federated" && [caller.provider, caller.subject]),
    [[PROVIDER, "bob"]],
  );
  await assert.rejects(ask("bad", { onProven }));
  assert.equal(told.length, 1);
});

test("so many proofs are looked at at once and no more, and they keep nobody from preparing", async () => {
  const one = { atOnce: 1, atOnceOfCaller: 1, waiting: 0, waitingOfAccount: 0, waitingOfCaller: 0 };
  const env = { ...world.env, proofs: createPreparationGate(one) };
  const first = ask("good:ann", { env });
  await assert.rejects(ask("good:ann", { env }), { commonName: "throttling" });
  assert.equal(await env.preparations.pass({ accountId: "1", callerId: "a" }, async () => "in"), "in");
  await first;
  await ask("good:ann", { env });
});

test("an operation may ask for no proof: then nobody in particular calls", async () => {
  const register = defineOperations<SsoOidcOperations>({ service: "sso-oidc" }).writeUnsigned(
    "RegisterClient",
    {
      prove: async () => ANONYMOUS,
      resolve: async () => undefined,
      requires: () => [],
      perform: async ({ call }) => ({ clientId: call.caller.kind }),
    },
  );
  const contract = contractNamed("RegisterClient", { unsigned: true });
  const invocation = {
    service: "sso-oidc",
    contract,
    input: {},
    caller: ANONYMOUS,
    now: NOW,
    request: REQUEST,
  };
  const answer = await runOperation(world.store, register, {
    ...invocation,
    env: world.env,
    isSigned: false,
  });
  assert.deepEqual(answer, { clientId: "anonymous" });
});

test("the wrong definer does not compile", () => {
  const steps = {
    prove: async () => ANONYMOUS,
    resolve: async () => undefined,
    requires: () => [],
    perform: async () => ({}),
  };
  const unused = () => [
    // @ts-expect-error nobody signs it: who calls has to be proven
    sts.read("AssumeRoleWithWebIdentity", steps),
    // @ts-expect-error nobody signs it: who calls has to be proven
    sts.open("AssumeRoleWithSAML", () => ({})),
    // @ts-expect-error somebody signs it: there is nothing to prove
    sts.readUnsigned("AssumeRole", steps),
    // @ts-expect-error it has to prove
    sts.readUnsigned("AssumeRoleWithSAML", { ...steps, prove: undefined }),
  ];
  assert.equal(typeof unused, "function");
});
