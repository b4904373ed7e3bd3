import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { issueSession, type SessionClaims } from "@rolecall/credentials";
import { formatArn, toAccessKeyId, toAccountId } from "@rolecall/names";
import { parseAuthorization, type SignedRequest, signRequest } from "@rolecall/sigv4";
import { AccessDenied } from "../authorize/access-denied.ts";
import { authorize } from "../authorize/authorize.ts";
import type { IdentifiedCaller } from "../caller/caller.ts";
import { sessionCaller } from "../caller/caller-of.ts";
import { addOrganization, MANAGEMENT } from "../organizations.test-support.ts";
import { ACCOUNT, NOW, serviceClaims, serviceRecord } from "../records.test-support.ts";
import { addAccount, addUser, openWorld, REQUEST, type World } from "../world.test-support.ts";
import { authenticate } from "./authenticate.ts";
import { refuseForbiddenSession } from "./session-restrictions.ts";

const NAME = "photos.example.internal";
const OUTSIDE = toAccountId("555555555555");

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const UNSIGNED: SignedRequest = {
  method: "POST",
  rawPath: "/",
  rawQuery: "",
  headers: { host: ["127.0.0.1"] },
  payload: Buffer.from("Action=GetCallerIdentity"),
};

/** A request that is signed with the session's credentials; each time the same. */
function signing(claims: SessionClaims): () => Promise<IdentifiedCaller> {
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(world.keyRing, claims);
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const signed = signRequest(UNSIGNED, { credentials, region: "us-east-1", service: "sts", nowMs: NOW });
  const entries = Object.entries(signed).map(([name, value]) => [name, [value]] as const);
  const request = { ...UNSIGNED, headers: { ...UNSIGNED.headers, ...Object.fromEntries(entries) } };
  const { claim = assert.fail() } = parseAuthorization(request);
  return () => authenticate(request, claim, { verifying: world.verifying, service: "sts", nowMs: NOW });
}

const GONE = (error: { failure?: { reason?: string } }) => error.failure?.reason === "unknownAccessKeyId";

test("a service signs with credentials of its own, and is known by name and source", async () => {
  const record = serviceRecord(NAME);
  await world.store.write((tx) => tx.registeredServices.insert(record));
  const caller = await signing(serviceClaims(record, { sourceAccountId: ACCOUNT, sourceArn: "arn:aws:x" }))();
  assert.ok(caller.kind === "serviceSession");
  assert.deepEqual(caller.principal, { kind: "service", service: NAME });
  assert.deepEqual(caller.source, { arn: "arn:aws:x", accountId: ACCOUNT });
});

test("its session ends with the key that it proved itself by, and with the service: at the next request", async () => {
  const record = serviceRecord(NAME);
  const other = { id: "key-2", publicKey: "BBBB", addedAt: NOW };
  await world.store.write((tx) => tx.registeredServices.insert({ ...record, keys: [...record.keys, other] }));
  const byFirst = signing(serviceClaims(record));
  const bySecond = signing(serviceClaims(record, { keyId: other.id }));
  await byFirst();
  await bySecond();
  await world.store.write((tx) => tx.registeredServices.update({ ...record, keys: [other] }));
  await assert.rejects(byFirst(), GONE);
  await bySecond();
  await world.store.write((tx) => tx.registeredServices.delete(NAME));
  await assert.rejects(bySecond(), GONE);
});

test("a service that an account registered ends with the account", async () => {
  const record = serviceRecord(NAME, { ownerAccountId: ACCOUNT });
  await world.store.write((tx) => tx.registeredServices.insert(record));
  const ask = signing(serviceClaims(record));
  await ask();
  await world.store.write(async (tx) => {
    const account = (await tx.accounts.byId(ACCOUNT)) ?? assert.fail();
    await tx.accounts.update({ ...account, closedAt: NOW });
  });
  await assert.rejects(ask(), GONE);
});

test("of IAM and STS a service may call AssumeRole and GetCallerIdentity", () => {
  const caller = sessionCaller(serviceClaims(serviceRecord(NAME)), "ASIA");
  refuseForbiddenSession(caller, "sts", "AssumeRole");
  refuseForbiddenSession(caller, "sts", "GetCallerIdentity");
  for (const [service, operation] of [
    ["sts", "GetSessionToken"],
    ["sts", "GetFederationToken"],
    ["sts", "AssumeRoot"],
    ["iam", "GetUser"],
  ] as const)
    assert.throws(() => refuseForbiddenSession(caller, service, operation), `${service}:${operation}`);
});

/** Asks to assume a role of an account's that trusts the service. */
async function comesInto(claims: SessionClaims, resourceAccountId = ACCOUNT): Promise<boolean> {
  const { library } = world.directory;
  const statement = { Effect: "Allow", Principal: { Service: NAME }, Action: "sts:AssumeRole" };
  const policy = library.compile(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "trust");
  const requirement = {
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${resourceAccountId}:role/photos`,
    resourceAccountId,
    resourcePolicy: { set: library.setOf([policy]), required: true },
  };
  const asking = { caller: sessionCaller(claims, "ASIA"), now: NOW, request: REQUEST };
  try {
    await world.store.read((tx) => authorize({ tx, directory: world.directory }, asking, [requirement]));
    return true;
  } catch (error) {
    assert.ok(error instanceof AccessDenied, String(error));
    return false;
  }
}

test("what the installation registered comes in everywhere that trusts it; what an account did, into its organization alone", async () => {
  await addOrganization(world);
  await addAccount(world, OUTSIDE);
  const everywhere = serviceClaims(serviceRecord(NAME));
  for (const account of [ACCOUNT, MANAGEMENT, OUTSIDE])
    assert.equal(await comesInto(everywhere, account), true);
  const own = serviceClaims(serviceRecord(NAME, { ownerAccountId: MANAGEMENT }));
  assert.equal(await comesInto(own, ACCOUNT), true);
  assert.equal(await comesInto(own, MANAGEMENT), true);
  assert.equal(await comesInto(own, OUTSIDE), false);
  const joined = serviceClaims(serviceRecord(NAME, { ownerAccountId: ACCOUNT }));
  assert.equal(await comesInto(joined, ACCOUNT), true);
  assert.equal(await comesInto(joined, MANAGEMENT), false, "a member's comes into nobody else's account");
  await world.store.write((tx) => tx.organizationMembers.delete(ACCOUNT));
  assert.equal(await comesInto(own, ACCOUNT), false, "from the next request on");
  const alone = serviceClaims(serviceRecord(NAME, { ownerAccountId: OUTSIDE }));
  assert.equal(await comesInto(alone, OUTSIDE), true);
  assert.equal(await comesInto(alone, ACCOUNT), false);
});

test("what was passed on of a request ends with the key that it was signed with, and asks STS for nothing", async () => {
  const ann = await addUser(world, "ann");
  const claims: SessionClaims = {
    kind: "longTermKey",
    accountId: ACCOUNT,
    principalArn: formatArn("user", ann),
    principalId: ann.id,
    forwarded: { services: [NAME], accessKeyId: "AKIAANN" },
    issuedAtSeconds: NOW / 1000,
    expiresAtSeconds: NOW / 1000 + 300,
  };
  const ask = signing(claims);
  const caller = await ask();
  assert.deepEqual([caller.kind, caller.arn], ["user", claims.principalArn]);
  refuseForbiddenSession(caller, "iam", "GetUser");
  refuseForbiddenSession(caller, "sts", "GetCallerIdentity");
  for (const operation of ["AssumeRole", "GetSessionToken", "GetFederationToken"])
    assert.throws(() => refuseForbiddenSession(caller, "sts", operation), operation);
  for (const operation of ["GetFunctionRoleCredentials", "CreateInstanceEnrolment", "RegisterService"])
    assert.throws(() => refuseForbiddenSession(caller, "rolecall", operation), operation);
  await world.store.write((tx) => tx.accessKeys.setStatus(toAccessKeyId("AKIAANN"), "Inactive"));
  await assert.rejects(ask(), GONE);
});
