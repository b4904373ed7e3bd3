import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { AccessDenied, type Denial, federatedCaller, serviceCaller } from "@rolecall/access";
import { authorizationIdOf } from "@rolecall/credentials";
import { toAccessKeyId } from "@rolecall/names";
import { parseDenialDetails } from "@rolecall/operations";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { createDenialLog, type DenialLog } from "./denial-log.ts";
import { createDenials, type Denials } from "./denials.ts";
import type { KeptDenial } from "./kept-denial.ts";

const GUARD = "arn:aws:iam::111111111111:policy/Guard";
const SEED = `accounts:
  - id: "111111111111"
    policies:
      - name: Guard
        document: { Version: "2012-10-17", Statement: { Effect: Deny, Action: "iam:CreateUser", Resource: "*" } }
    users:
      - name: ann
        policies: [Guard]
        accessKeys: [{ id: AKIAANNANNANNANNANN, secret: test-secret-of-at-least-16 }]
`;
/** Of a request of its own each time that it is asked for. */
const AT = {
  now: 1_000,
  region: "eu-west-1",
  get requestId() {
    return randomUUID();
  },
};

let installation: Installation;
let denial: Denial;
before(async () => {
  installation = await openTestInstallation({ seed: SEED });
  const { directory, store } = installation;
  const key = await store.read((tx) => directory.accessKey(tx, toAccessKeyId("AKIAANNANNANNANNANN")));
  const call = { service: "iam", operation: "CreateUser", input: { UserName: "bob" } } as const;
  const denied = await installation
    .seedAs(key?.caller ?? assert.fail(), call)
    .catch((error: unknown) => error);
  assert.ok(denied instanceof AccessDenied);
  denial = denied.denial;
});
after(() => installation.close());

let notKept = 0;
beforeEach(() => {
  notKept = 0;
});

function denialsWith(log: DenialLog): Denials {
  const { keyRing } = installation;
  const onNotKept = () => {
    notKept += 1;
  };
  return createDenials({
    hasIds: true,
    consoleUrl: "https://identity.test",
    keyRing,
    log,
    onNotKept,
  });
}

/** A log that shows what it was given. */
function openLog(): { readonly log: DenialLog; readonly taken: KeptDenial[] } {
  const taken: KeptDenial[] = [];
  const log = { hasRoom: true, add: (kept: KeptDenial) => taken.push(kept) > 0, flush: async () => {} };
  return { log, taken };
}

/** The same denial with other tags that the request brings. */
function withTags(tags: Readonly<Record<string, string>>, userAgent?: string): Denial {
  const requestTags = Object.entries(tags).map(([tagKey, value]) => ({ key: tagKey, value }));
  const permissions = denial.permissions.map((permission) => ({
    ...permission,
    facts: {
      ...permission.facts,
      request: { ...permission.facts.request, userAgent },
      requirement: { ...permission.facts.requirement, requestTags },
    },
  }));
  return { ...denial, permissions };
}

test("what is kept is what the id leads to", () => {
  const { log, taken } = openLog();
  const at = { ...AT, requestId: AT.requestId };
  const { message, authorizationId, decision, layer } = denialsWith(log).tell(denial, at);
  assert.equal(authorizationId, authorizationIdOf(at.requestId), "whoever has the request's id has it too");
  assert.deepEqual([decision, layer], ["explicitDeny", "identity"]);
  assert.ok(
    message.includes(
      `identity-based policy: ${GUARD}. Go to https://identity.test/iam/home?region=eu-west-1#/`,
    ),
  );
  assert.ok(message.endsWith(` ${authorizationId}`));
  assert.deepEqual(
    [taken[0]?.id, taken[0]?.at, taken[0]?.accountId],
    [authorizationId, 1_000, "111111111111"],
  );
  const { policies, evaluations } = parseDenialDetails(taken[0]?.details ?? "");
  assert.deepEqual([policies[0]?.uri, evaluations[0]?.matches[0]?.uri], [GUARD, GUARD]);
  assert.match(taken[0]?.documents.get(policies[0]?.hash ?? "") ?? "", /iam:CreateUser/);
});

/** The same denial, of who brought a token. */
function ofBearer(): Denial {
  const provider = "arn:aws:iam::111111111111:oidc-provider/idp.example";
  const caller = federatedCaller({ provider, subject: "ann", claims: new Map() });
  const question = { ...denial.question, principal: caller.principal, action: "sts:TagSession" };
  return { ...denial, caller, question, actionName: "sts:AssumeRoleWithWebIdentity" };
}

test("who brings a token is told no reason; the account whose role it is has it, by the id in the audit log", () => {
  const { log, taken } = openLog();
  const { message, authorizationId, encodedMessage } = denialsWith(log).tell(ofBearer(), AT);
  assert.equal(message, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  assert.equal(encodedMessage, undefined);
  assert.deepEqual([taken[0]?.id, taken[0]?.accountId], [authorizationId, "111111111111"]);
});

test("of those who bring tokens ten a minute are kept, so that they drive no other denials out", () => {
  const { log, taken } = openLog();
  const denials = denialsWith(log);
  for (let round = 0; round < 100; round++) denials.tell(ofBearer(), { ...AT, now: 60_000 + round });
  assert.equal(taken.length, 10);
  assert.ok(denials.tell(denial, AT).authorizationId);
  assert.ok(denials.tell(ofBearer(), { ...AT, now: 120_000 }).authorizationId);
});

/** No text of AWS's to a service that was denied is recorded: the reason is left out, as to whoever has another account. */
test("a service is told no reason; the account whose role it is has it", () => {
  const { log, taken } = openLog();
  const caller = serviceCaller({ service: "photos.example.internal" });
  const resource = "arn:aws:iam::111111111111:role/Photos";
  const question = { ...denial.question, principal: caller.principal, action: "sts:AssumeRole", resource };
  const { resourceName: _, ...rest } = denial;
  const { message, authorizationId } = denialsWith(log).tell({ ...rest, caller, question }, AT);
  assert.equal(
    message,
    `User: photos.example.internal is not authorized to perform: sts:AssumeRole on resource: ${resource}`,
  );
  assert.deepEqual([taken[0]?.id, taken[0]?.accountId], [authorizationId, "111111111111"]);
});

test("where too much waits no id is told, and nothing that only an id would lead to is made", () => {
  const log = createDenialLog({ maxBytes: 2 ** 23, clock: () => 0 });
  const denials = denialsWith(log);
  let told = 0;
  while (denials.tell(denial, AT).authorizationId !== undefined) told++;
  assert.equal(told, 500);
  const { message, encodedMessage } = denials.tell(denial, AT);
  assert.ok(message.endsWith(`with an explicit deny in an identity-based policy: ${GUARD}`), message);
  assert.ok(encodedMessage);
  assert.equal(notKept, 2);
});

test("denials that the database did not take wait for the next time", async () => {
  const log = createDenialLog({ maxBytes: 2 ** 23, clock: () => 0 });
  const { authorizationId = "" } = denialsWith(log).tell(denial, AT);
  const away = await openSqliteStore({ file: ":memory:" });
  await away.close();
  await assert.rejects(log.flush(away), { code: "unavailable" });
  await log.flush(installation.store);
  const kept = await installation.store.read((tx) => tx.denials.byId(authorizationId));
  assert.equal(kept?.id, authorizationId);
});

test("a long text is kept as far as it goes, and says so", () => {
  const { log, taken } = openLog();
  denialsWith(log).tell(withTags({ color: "x".repeat(100_000) }, "a".repeat(900_000)), AT);
  const { context, evaluations } = parseDenialDetails(taken[0]?.details ?? "");
  assert.equal(context["aws:UserAgent"], `${"a".repeat(1_024)}... (900000 characters)`);
  assert.equal(
    evaluations[0]?.context["aws:RequestTag/color"],
    `${"x".repeat(1_024)}... (100000 characters)`,
  );
  assert.ok((taken[0]?.details.length ?? 0) < 5_000);
});

test("a denial that is too large to keep has no id: by its keys, its details, its statements, its documents", () => {
  const { log, taken } = openLog();
  const numbered = (count: number, value: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, value]));
  const [policy] = denial.policies;
  assert.ok(policy);
  const tooLarge: readonly Denial[] = [
    withTags(numbered(301, "x")),
    withTags(numbered(100, "x".repeat(1_000))),
    { ...denial, policies: Array(5_001).fill(policy) },
    { ...denial, policies: [...denial.policies, { ...policy, document: " ".repeat(2 ** 20) }] },
  ];
  for (const each of tooLarge) {
    const { message, authorizationId } = denialsWith(log).tell(each, AT);
    assert.equal(authorizationId, undefined);
    assert.doesNotMatch(message, /Go to/);
  }
  assert.deepEqual([taken.length, notKept], [0, tooLarge.length]);
});
