import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import { newIssuerKeyPair } from "@rolecall/credentials";
import { addIssuerKey } from "@rolecall/operations/issuer";
import { refuses } from "../harness.test-support.ts";
import {
  A,
  ALLOW_ALL,
  addRole,
  addUser,
  become,
  h,
  openForEachTest,
  policy,
  trusting,
} from "./sts.test-support.ts";

openForEachTest();

const ISSUER = `https://identity.example.com/_rolecall/issuers/${A}`;
const AWS = "https://sts.amazonaws.com/";
const TEAM = [{ key: "Team", value: "platform" }];
const MAY = policy({ Effect: "Allow", Action: "sts:GetWebIdentityToken", Resource: "*" });

/** Making an RSA key takes longer than all that is tested here. */
const pairs = await Promise.all([newIssuerKeyPair("RS256"), newIssuerKeyPair("ES384")]);

beforeEach(async () => {
  await h.store.write(async (tx) => {
    const now = h.now();
    await tx.accountSettings.put({
      accountId: A,
      properties: {},
      outboundFederation: { isEnabled: true },
      updatedAt: now,
    });
    for (const pair of pairs)
      await addIssuerKey({ tx, keyRing: h.env.keyRing, now }, pair, { accountId: A, signsFrom: now });
  });
});

interface Asking {
  readonly Audience?: readonly string[];
  readonly SigningAlgorithm?: string;
  readonly DurationSeconds?: number;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const ask = (caller: IdentifiedCaller, more: Asking = {}) =>
  h.ask(caller, "GetWebIdentityToken", { Audience: ["app"], SigningAlgorithm: "ES384", ...more });

interface Claims {
  readonly aud: unknown;
  readonly sub: string;
  readonly iss: string;
  readonly exp: number;
  readonly iat: number;
  readonly jti: string;
  readonly [AWS]: Readonly<Record<string, unknown>>;
}

/** What a token says, once its signature is verified with the key that it names. */
async function read({
  WebIdentityToken = "",
}: {
  readonly WebIdentityToken?: string | undefined;
}): Promise<Claims> {
  const [header = "", payload = "", signature = ""] = WebIdentityToken.split(".");
  const { kid, alg } = JSON.parse(Buffer.from(header, "base64url").toString());
  const keys = await h.store.read((tx) => tx.issuerKeys.ofAccount(A));
  const key = keys.find(({ id }) => id === kid);
  assert.equal(key?.algorithm, alg);
  const options = {
    key: createPublicKey({ key: JSON.parse(key?.publicKey ?? ""), format: "jwk" }),
    dsaEncoding: "ieee-p1363",
  } as const;
  const hash = alg === "RS256" ? "sha256" : "sha384";
  assert.ok(verify(hash, Buffer.from(`${header}.${payload}`), options, Buffer.from(signature, "base64url")));
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

test("a user's token says who it is, in the recorded members", async () => {
  const ann = await addUser("ann", { policy: MAY, path: "/team/", tags: TEAM });
  for (const SigningAlgorithm of ["RS256", "ES384"]) {
    const answer = await ask(ann, { SigningAlgorithm });
    assert.equal(answer.Expiration?.getTime(), h.now() + 300_000);
    const { jti, ...claims } = await read(answer);
    assert.match(jti, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(claims, {
      aud: "app",
      sub: `arn:aws:iam::${A}:user/team/ann`,
      [AWS]: {
        aws_account: A,
        source_region: "us-east-1",
        principal_id: `arn:aws:iam::${A}:user/team/ann`,
        principal_tags: { Team: "platform" },
      },
      iss: ISSUER,
      exp: h.now() / 1000 + 300,
      iat: h.now() / 1000,
    });
  }
});

test("several audiences are a list, as they were sent, and no two tokens have the same id", async () => {
  const ann = await addUser("ann", { policy: MAY });
  const one = await read(await ask(ann, { Audience: ["one", "one"] }));
  assert.deepEqual(one.aud, ["one", "one"]);
  assert.notEqual((await read(await ask(ann))).jti, one.jti);
});

test("a session's token is of the role, with the session's tags over the role's, and tells when the session ends", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("deployer", {
    path: "/outbound/",
    trust: [trusting(A, { Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] })],
    policy: policy(ALLOW_ALL),
    tags: [...TEAM, { key: "kept", value: "yes" }],
  });
  const session = await become(ann, {
    RoleArn,
    SourceIdentity: "ann",
    DurationSeconds: 900,
    Tags: [{ Key: "team", Value: "session" }],
  });
  const claims = await read(await ask(session));
  assert.equal(claims.sub, RoleArn);
  assert.deepEqual(claims[AWS], {
    aws_account: A,
    original_session_exp: new Date(h.now() + 900_000).toISOString().replace(".000", ""),
    source_region: "us-east-1",
    principal_id: RoleArn,
    principal_tags: { kept: "yes", team: "session" },
    source_identity: "ann",
  });
  await refuses(
    ask(session, { DurationSeconds: 901 }),
    "SessionDurationEscalationException",
    "The requested token duration would extend the session beyond its original expiration time.",
  );
  await ask(session, { DurationSeconds: 900 });
});

test("tags of the request need a permission of their own, and may be AWS's", async () => {
  const Tags = [
    { Key: "Team", Value: "request" },
    { Key: "aws:test", Value: "reserved" },
  ];
  const ann = await addUser("ann", { policy: MAY });
  await refuses(
    ask(ann, { Tags }),
    "AccessDenied",
    `User: arn:aws:iam::${A}:user/ann is not authorized to perform: sts:TagGetWebIdentityToken on resource: arn:aws:sts::${A}:self because no identity-based policy allows the sts:TagGetWebIdentityToken action`,
  );
  const both = ["sts:GetWebIdentityToken", "sts:TagGetWebIdentityToken"];
  const bob = await addUser("bob", { policy: policy({ Effect: "Allow", Action: both, Resource: "*" }) });
  const claims = await read(await ask(bob, { Tags }));
  assert.deepEqual(claims[AWS].request_tags, { Team: "request", "aws:test": "reserved" });
  await refuses(
    ask(bob, { Tags: [...Tags, { Key: "TEAM", Value: "" }] }),
    "InvalidParameterValue",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
});

test("policies see audience, algorithm, duration and the account's own STS", async () => {
  const Condition = {
    "ForAllValues:StringEquals": { "sts:IdentityTokenAudience": ["app", "api"] },
    NumericLessThanEquals: { "sts:DurationSeconds": "300" },
    StringEquals: { "sts:SigningAlgorithm": "ES384" },
  };
  const statement = {
    Effect: "Allow",
    Action: "sts:GetWebIdentityToken",
    Resource: `arn:aws:sts::${A}:self`,
    Condition,
  };
  const ann = await addUser("ann", { policy: policy(statement) });
  await ask(ann, { Audience: ["app", "api"] });
  const others: readonly Asking[] = [
    { Audience: ["app", "other"] },
    { DurationSeconds: 301 },
    { SigningAlgorithm: "RS256" },
  ];
  for (const other of others) await assert.rejects(ask(ann, other), /is not authorized to perform/);
});

test("another algorithm is refused before anything else, and whoever's account does not issue is told so", async () => {
  const ann = await addUser("ann", { policy: MAY });
  const unsupported =
    "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation for supported algorithms";
  for (const SigningAlgorithm of ["RS384", "HS256", "rs256"])
    await refuses(ask(ann, { SigningAlgorithm }), "ValidationError", unsupported);
  await h.store.write((tx) => tx.accountSettings.put({ accountId: A, properties: {}, updatedAt: h.now() }));
  await refuses(
    ask(ann),
    "OutboundWebIdentityFederationDisabledException",
    "OutboundWebIdentityFederation is disabled.",
  );
});

test("a token has an end: what was recorded to pass passes, and 30 kB do not", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const Tags = Array.from({ length: 50 }, (_, index) => ({
    Key: `${index}`.padStart(128, "k"),
    Value: "v".repeat(150),
  }));
  const answer = await ask(ann, { Tags });
  assert.ok(Buffer.from(answer.WebIdentityToken?.split(".")[1] ?? "", "base64url").length > 14_000);
  await refuses(
    ask(ann, { Tags, Audience: Array.from({ length: 10 }, () => "a".repeat(1_000)) }),
    "JWTPayloadSizeExceededException",
    "The requested token payload size exceeds the maximum allowed size.",
  );
});

test("the next key signs from its own time on", async () => {
  const ann = await addUser("ann", { policy: MAY });
  const kidOf = async () =>
    JSON.parse(Buffer.from((await ask(ann)).WebIdentityToken?.split(".")[0] ?? "", "base64url").toString())
      .kid;
  const pair = await newIssuerKeyPair("ES384");
  const signsFrom = h.now() + 60_000;
  await h.store.write((tx) =>
    addIssuerKey({ tx, keyRing: h.env.keyRing, now: h.now() }, pair, { accountId: A, signsFrom }),
  );
  assert.equal(await kidOf(), "EC384_0");
  h.advance(60_000);
  assert.equal(await kidOf(), "EC384_1");
});
