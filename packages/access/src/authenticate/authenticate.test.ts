import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { issueSession, type SessionClaims, sealSecret } from "@rolecall/credentials";
import { formatArn, toAccessKeyId, toUniqueId } from "@rolecall/names";
import {
  parseAuthorization,
  type SignedRequest,
  type SigningCredentials,
  signRequest,
} from "@rolecall/sigv4";
import { openSqliteStore } from "@rolecall/store/sqlite";
import {
  ACCOUNT,
  federatedClaims,
  keyRecord,
  NOW,
  roleClaims,
  SECRET,
  userClaims,
} from "../records.test-support.ts";
import { addRole, addUser, openWorld, type World } from "../world.test-support.ts";
import { authenticate } from "./authenticate.ts";

let world: World;
let ann: Awaited<ReturnType<typeof addUser>>;
beforeEach(async () => {
  world = await openWorld();
  ann = await addUser(world, "ann");
});
afterEach(() => world.close());

const UNSIGNED: SignedRequest = {
  method: "POST",
  rawPath: "/",
  rawQuery: "",
  headers: { host: ["127.0.0.1"] },
  payload: Buffer.from("Action=GetCallerIdentity"),
};

interface Sending {
  readonly nowMs?: number;
  readonly service?: string;
  /** Changes the request once it is signed. */
  readonly change?: (request: SignedRequest) => SignedRequest;
}

async function send(credentials: SigningCredentials, { nowMs = NOW, service = "sts", change }: Sending = {}) {
  const options = { credentials, region: "us-east-1", service, nowMs };
  const headers: Record<string, readonly string[] | undefined> = { ...UNSIGNED.headers };
  for (const [name, value] of Object.entries(signRequest(UNSIGNED, options))) headers[name] = [value];
  const signed = { ...UNSIGNED, headers };
  const request = change?.(signed) ?? signed;
  const parsed = parseAuthorization(request);
  assert.ok(parsed.claim !== undefined);
  return authenticate(request, parsed.claim, { verifying: world.verifying, service: "sts", nowMs });
}

const ANN_KEY = { accessKeyId: "AKIAANN", secretAccessKey: SECRET };
const withHeader = (name: string, value: string[]) => (request: SignedRequest) => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

async function fails(sending: Promise<unknown>, reason: string): Promise<void> {
  await assert.rejects(sending, (error: { failure?: { reason?: string } }) => {
    assert.equal(error.failure?.reason, reason);
    return true;
  });
}

function sessionOf(claims: SessionClaims): SigningCredentials & { readonly sessionToken: string } {
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(world.keyRing, claims);
  return { accessKeyId, secretAccessKey, sessionToken };
}

test("a user and root, by their keys", async () => {
  const user = await send(ANN_KEY);
  assert.deepEqual(
    [user.kind, user.arn, user.session],
    ["user", `arn:aws:iam::${ACCOUNT}:user/ann`, undefined],
  );
  const key = keyRecord(world, "AKIAROOT", { ownerKind: "root", ownerId: ACCOUNT });
  await world.store.write((tx) => tx.accessKeys.insert(key));
  const root = await send({ ...ANN_KEY, accessKeyId: "AKIAROOT" });
  assert.deepEqual([root.kind, root.arn], ["root", `arn:aws:iam::${ACCOUNT}:root`]);
});

test("unknown, inactive and deleted keys look the same", async () => {
  await fails(send({ ...ANN_KEY, accessKeyId: "AKIANOBODY" }), "unknownAccessKeyId");
  await fails(send({ ...ANN_KEY, accessKeyId: "__proto__" }), "unknownAccessKeyId");
  await send(ANN_KEY);
  await world.store.write((tx) => tx.accessKeys.setStatus(toAccessKeyId("AKIAANN"), "Inactive"));
  await fails(send(ANN_KEY), "unknownAccessKeyId");
  await world.store.write((tx) => tx.accessKeys.setStatus(toAccessKeyId("AKIAANN"), "Active"));
  await send(ANN_KEY);
  await world.store.write((tx) => tx.accessKeys.delete(toAccessKeyId("AKIAANN")));
  await fails(send(ANN_KEY), "unknownAccessKeyId");
});

test("a refusal looks for other processes' changes where something is remembered, and reads a record only where nothing is", async () => {
  const { store } = world;
  const asked: string[] = [];
  const counting: typeof store = Object.assign(Object.create(store), {
    read: (work: Parameters<typeof store.read>[0]) => {
      asked.push("read");
      return store.read(work);
    },
    revision: () => {
      asked.push("revision");
      return store.revision();
    },
  });
  world = { ...world, verifying: { ...world.verifying, store: counting } };
  const askedBy = async (credentials: SigningCredentials) => {
    asked.length = 0;
    await send(credentials).catch(() => undefined);
    return [...asked];
  };
  const unknown = { ...ANN_KEY, accessKeyId: "AKIANOBODY" };
  for (let turn = 0; turn < 3; turn++) assert.deepEqual(await askedBy(unknown), ["read"]);
  await send(ANN_KEY);
  assert.deepEqual(await askedBy(ANN_KEY), []);
  assert.deepEqual(await askedBy({ ...ANN_KEY, secretAccessKey: "wrong" }), ["revision"]);
  await store.write((tx) => tx.accessKeys.setStatus(toAccessKeyId("AKIAANN"), "Inactive"));
  await fails(send(ANN_KEY), "unknownAccessKeyId");
  assert.deepEqual(await askedBy(ANN_KEY), ["revision"]);
});

test("what another process has just done to a key counts before anyone is refused for it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-access-"));
  const file = join(folder, "store.db");
  const memory = world;
  world = await openWorld({ file });
  const other = await openSqliteStore({ file });
  try {
    await addUser(world, "ann");
    const id = toAccessKeyId("AKIAANN");
    await other.write((tx) => tx.accessKeys.setStatus(id, "Inactive"));
    await fails(send(ANN_KEY), "unknownAccessKeyId");
    await other.write((tx) => tx.accessKeys.setStatus(id, "Active"));
    await send(ANN_KEY);
    // Made anew under the same id, as a seed may.
    const anew = { ...ANN_KEY, secretAccessKey: "another-secret-for-tests" };
    await fails(send(anew), "signatureMismatch");
    await other.write(async (tx) => {
      const key = await tx.accessKeys.byId(id);
      assert.ok(key !== undefined);
      await tx.accessKeys.delete(id);
      const sealedSecret = sealSecret(world.keyRing, id, anew.secretAccessKey);
      await tx.accessKeys.insert({ ...key, sealedSecret });
    });
    await send(anew);
    await fails(send(ANN_KEY), "signatureMismatch");
  } finally {
    await other.close();
    await world.close();
    world = memory;
    rmSync(folder, { recursive: true });
  }
});

test("time and scope are judged first, then the key, the token's expiry, and the signature last", async () => {
  const unknown = { ...ANN_KEY, accessKeyId: "AKIANOBODY" };
  const wrong = { ...ANN_KEY, secretAccessKey: "wrong" };
  await fails(send(unknown, { service: "iam" }), "wrongScope");
  await fails(send({ ...unknown, secretAccessKey: "wrong" }), "unknownAccessKeyId");
  await fails(send(wrong), "signatureMismatch");
  const session = sessionOf(userClaims(ann));
  const later = { nowMs: NOW + 3_600_000 };
  await fails(send({ ...session, secretAccessKey: "wrong" }, later), "expiredSessionToken");
  await fails(send(session, later), "expiredSessionToken");
});

test("a session ends with the user or role that it was made from, also where another has the name since", async () => {
  const role = await addRole(world, "one");
  const sessions = [userClaims(ann), federatedClaims(ann), roleClaims(role)].map(sessionOf);
  const ofRoot = sessionOf(federatedClaims(undefined));
  // One that is at hand in the directory, and one that has to be asked for.
  for (const session of sessions) await send(session);
  sessions.push(...[userClaims(ann), federatedClaims(ann), roleClaims(role)].map(sessionOf));
  await world.store.write(async (tx) => {
    await tx.accessKeys.delete(toAccessKeyId("AKIAANN"));
    await tx.users.delete(ann.id);
    await tx.roles.delete(role.id);
  });
  for (const session of sessions) await fails(send(session), "unknownAccessKeyId");
  await addUser(world, "ann", undefined, { id: toUniqueId("AIDAANOTHER") });
  await addRole(world, "one", undefined, { id: toUniqueId("AROAANOTHER") });
  for (const session of sessions) {
    await fails(send(session), "unknownAccessKeyId");
    await fails(send({ ...session, secretAccessKey: "wrong" }), "unknownAccessKeyId");
    await fails(send(session, { nowMs: NOW + 3_600_000 }), "expiredSessionToken");
  }
  assert.equal((await send(ofRoot)).kind, "federatedUser");
});

test("a session goes by the name and path that its user has now", async () => {
  const session = sessionOf(userClaims(ann));
  const federated = sessionOf(federatedClaims(ann));
  await send(session);
  await world.store.write((tx) => tx.users.update({ ...ann, name: "anna", path: "/x/" }));
  await addUser(world, "ann", undefined, { id: toUniqueId("AIDAANOTHER"), keyId: "AKIAOTHERANN" });
  const caller = await send(session);
  const arn = `arn:aws:iam::${ACCOUNT}:user/x/anna`;
  assert.deepEqual([caller.arn, caller.kind === "user" && caller.userName], [arn, "anna"]);
  assert.deepEqual(
    [caller.userId, caller.principal],
    [ann.id, { kind: "user", accountId: ACCOUNT, arn, id: ann.id }],
  );
  const { principal, session: claims } = await send(federated);
  assert.deepEqual(principal.kind === "federatedUser" && principal.issuer, { arn, id: ann.id });
  assert.equal(claims?.issuer?.arn, arn);
  assert.equal(await send(session), caller, "kept until the user changes again");
});

test("a session ends with its last second, also where it was used before", async () => {
  const session = sessionOf(userClaims(ann));
  assert.equal((await send(session)).session?.kind, "sessionToken");
  await send(session, { nowMs: NOW + 3_599_999 });
  await fails(send(session, { nowMs: NOW + 3_600_000 }), "expiredSessionToken");
});

test("a token counts only with its own key and secret", async () => {
  const one = sessionOf(userClaims(ann));
  const two = sessionOf(userClaims(ann));
  await send(one);
  await fails(send({ ...one, sessionToken: two.sessionToken }), "invalidSessionToken");
  await fails(send({ ...one, accessKeyId: two.accessKeyId }), "invalidSessionToken");
  await fails(send({ ...ANN_KEY, sessionToken: one.sessionToken }), "invalidSessionToken");
  await fails(
    send({ accessKeyId: one.accessKeyId, secretAccessKey: one.secretAccessKey }),
    "unknownAccessKeyId",
  );
  await fails(send({ ...one, secretAccessKey: two.secretAccessKey }), "signatureMismatch");
});

test("tokens that are none", async () => {
  const session = sessionOf(userClaims(ann));
  const bytes = Buffer.from(session.sessionToken, "base64");
  const flip = (at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy.toString("base64");
  };
  const broken = [0, 3, 10, 30, bytes.length - 1].map(flip);
  for (const sessionToken of [...broken, "", "garbage", `${session.sessionToken}=`, "A".repeat(70_000)]) {
    await fails(send({ ...session, sessionToken }), "invalidSessionToken");
  }
});

test("a token sealed under another master key", async () => {
  const other = await openWorld();
  const { accessKeyId, secretAccessKey, sessionToken } = issueSession(other.keyRing, userClaims(ann));
  await other.close();
  await fails(send({ accessKeyId, secretAccessKey, sessionToken }), "invalidSessionToken");
});

test("of a token that comes twice the first counts, and both are under the signature", async () => {
  const session = sessionOf(userClaims(ann));
  const { sessionToken } = sessionOf(roleClaims(await addRole(world, "one")));
  const twice = (first: string, second: string) => withHeader("x-amz-security-token", [first, second]);
  await fails(send(session, { change: twice(session.sessionToken, sessionToken) }), "signatureMismatch");
  await fails(send(session, { change: twice(sessionToken, session.sessionToken) }), "invalidSessionToken");
});

test("of an Authorization header that comes twice the first counts", async () => {
  let signed = UNSIGNED;
  const keep = (request: SignedRequest) => {
    signed = request;
    return request;
  };
  await send(ANN_KEY, { change: keep });
  const [good = ""] = signed.headers.authorization ?? [];
  const bad = good.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  await send(ANN_KEY, { change: withHeader("authorization", [good, bad]) });
  await fails(send(ANN_KEY, { change: withHeader("authorization", [bad, good]) }), "signatureMismatch");
});

test("x-amz headers that came in unsigned are refused", async () => {
  let failure: unknown;
  const change = (request: SignedRequest) => {
    failure = parseAuthorization(withHeader("x-amz-target", ["Other.Operation"])(request)).failure;
    return request;
  };
  await send(ANN_KEY, { change });
  assert.deepEqual(failure, { reason: "headersNotSigned", names: ["x-amz-target"] });
});

async function setClosed(closedAt: number | undefined, store = world.store): Promise<void> {
  await store.write(async (tx) => {
    const { closedAt: _, ...account } = (await tx.accounts.byId(ACCOUNT)) ?? assert.fail();
    await tx.accounts.update({ ...account, ...(closedAt !== undefined && { closedAt }) });
  });
}

test("who is in a closed account is nobody any more: keys, root, and sessions that are remembered", async () => {
  const root = { ...ANN_KEY, accessKeyId: "AKIAROOT" };
  const owner = { ownerKind: "root", ownerId: ACCOUNT } as const;
  await world.store.write((tx) => tx.accessKeys.insert(keyRecord(world, "AKIAROOT", owner)));
  const role = await addRole(world, "one");
  const sessions = [
    roleClaims(role),
    userClaims(ann),
    federatedClaims(ann),
    federatedClaims(undefined),
    userClaims(ann, { principalId: ACCOUNT, principalArn: formatArn("root", { accountId: ACCOUNT }) }),
  ].map((claims) => sessionOf(claims));
  const everyone = [ANN_KEY, root, ...sessions];
  for (const credentials of everyone) await send(credentials);
  await setClosed(NOW);
  for (const credentials of everyone) await fails(send(credentials), "unknownAccessKeyId");
  await setClosed(undefined);
  for (const credentials of everyone) await send(credentials);
});

test("what another process has just closed, or opened again, counts before anyone is refused for it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-access-"));
  const file = join(folder, "store.db");
  const memory = world;
  world = await openWorld({ file });
  const other = await openSqliteStore({ file });
  try {
    const session = sessionOf(userClaims(await addUser(world, "ann")));
    for (const credentials of [ANN_KEY, session]) await send(credentials);
    await setClosed(NOW, other);
    await world.store.revision();
    for (const credentials of [ANN_KEY, session]) await fails(send(credentials), "unknownAccessKeyId");
    await setClosed(undefined, other);
    for (const credentials of [ANN_KEY, session]) await send(credentials);
  } finally {
    await other.close();
    await world.close();
    world = memory;
    rmSync(folder, { recursive: true });
  }
});
