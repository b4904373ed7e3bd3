import assert from "node:assert/strict";
import { test } from "node:test";
import { ANONYMOUS } from "@rolecall/access";
import { loadContract, type StsOperations } from "@rolecall/contracts";
import type { AssumeRoleWithSAMLRequest, AssumeRoleWithSAMLResponse } from "@rolecall/contracts/sts";
import { sealSecret } from "@rolecall/credentials";
import { formatArn, newSamlId } from "@rolecall/names";
import { runOperation } from "@rolecall/operations";
import type { SamlProviderRecord } from "@rolecall/store";
import { REQUEST } from "../../../access/src/world.test-support.ts";
import { encrypted } from "../../../federation/src/saml/encryption/encrypt.test-support.ts";
import {
  AWS_NAME,
  createIdp,
  instant,
  posted,
  responseOf,
  type Said,
} from "../../../federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../../federation/src/saml/keys.test-support.ts";
import { refuses } from "../harness.test-support.ts";
import { stsService } from "./index.ts";
import { A, addRole, B, bearerOf, h, openForEachTest } from "./sts.test-support.ts";

openForEachTest();

const PROVIDER = formatArn("saml-provider", { accountId: A, name: "corp" });
const ACTION = "sts:AssumeRoleWithSAML";
const idp = createIdp({ now: () => h.now() });
const contracts = (await loadContract("sts")).operations;

async function addProvider(more: Partial<SamlProviderRecord> = {}): Promise<void> {
  const now = h.now();
  await h.store.write((tx) =>
    tx.samlProviders.insert({
      id: PROVIDER,
      accountId: A,
      name: "corp",
      uniqueId: newSamlId("SAMLSP", h.env.random),
      metadata: idp.metadata,
      validUntil: now + 1,
      assertionEncryption: "Allowed",
      privateKeys: [],
      tags: [],
      createdAt: now,
      updatedAt: now,
      ...more,
    }),
  );
}

const trust = (more: Readonly<Record<string, unknown>> = {}) => ({
  Effect: "Allow",
  Principal: { Federated: PROVIDER },
  Action: ACTION,
  ...more,
});

/** A provider, and a role that trusts it. */
async function addBoth(
  statement = trust(),
  more: Partial<Parameters<typeof addRole>[1]> = {},
): Promise<string> {
  await addProvider();
  return addRole("visitor", { trust: [statement], ...more });
}

interface Asked extends Partial<AssumeRoleWithSAMLRequest> {
  readonly says?: Partial<Said>;
  /** Attributes under AWS's name. */
  readonly wants?: Readonly<Record<string, readonly string[]>>;
  readonly env?: Partial<typeof h.env>;
}

const ROLE = formatArn("role", { accountId: A, path: "/", name: "visitor" });

function attributesOf(RoleArn: string, wants: Asked["wants"] = {}) {
  const all = { Role: [`${RoleArn},${PROVIDER}`], RoleSessionName: ["ann"], ...wants };
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [`${AWS_NAME}${name}`, values]));
}

async function ask({
  says = {},
  wants,
  env = {},
  ...input
}: Asked = {}): Promise<AssumeRoleWithSAMLResponse> {
  const RoleArn = input.RoleArn ?? ROLE;
  const SAMLAssertion =
    input.SAMLAssertion ??
    idp.respond({ attributes: { ...attributesOf(RoleArn, wants), ...says.attributes }, ...says });
  const contract = contracts.get("AssumeRoleWithSAML") ?? assert.fail();
  const operation = stsService.operations.get("AssumeRoleWithSAML") ?? assert.fail();
  return (await runOperation(h.store, operation, {
    service: "sts",
    contract,
    input: { PrincipalArn: PROVIDER, ...input, RoleArn, SAMLAssertion },
    caller: ANONYMOUS,
    now: h.now(),
    request: { ...REQUEST, region: "us-east-1", isSecureTransport: true },
    env: { ...h.env, ...env },
    isSigned: false,
  })) as StsOperations["AssumeRoleWithSAML"]["output"];
}

const claimsOf = (answer: AssumeRoleWithSAMLResponse) =>
  bearerOf(answer.Credentials).session ?? assert.fail();
const lifeOf = ({ Credentials }: AssumeRoleWithSAMLResponse) =>
  ((Credentials?.Expiration?.getTime() ?? 0) - h.now()) / 1000;
const AWS = { saml: { checks: "aws" as const, audiences: new Set<string>() } };

test("who bears an assertion of a provider that the role trusts has the role", async () => {
  await addBoth();
  const answer = await ask();
  const { Credentials, AssumedRoleUser, SessionTokenSize, SessionTokenUtilization, ...told } = answer;
  assert.deepEqual(told, {
    Subject: "ann@example.com",
    SubjectType: "persistent",
    Issuer: "https://idp.example/saml",
    Audience: "https://signin.aws.amazon.com/saml",
    NameQualifier: told.NameQualifier,
    PackedPolicySize: 1,
  });
  assert.match(told.NameQualifier ?? "", /^[A-Za-z0-9+/]{27}=$/);
  assert.equal(
    AssumedRoleUser?.Arn,
    formatArn("assumed-role", { accountId: A, name: "visitor", sessionName: "ann" }),
  );
  assert.match(AssumedRoleUser?.AssumedRoleId ?? "", /^AROA[A-Z0-9]{17}:ann$/);
  assert.match(Credentials?.AccessKeyId ?? "", /^ASIA/);
  assert.equal(lifeOf(answer), 3600);
  assert.equal(SessionTokenSize, Credentials?.SessionToken.length);
  assert.ok(SessionTokenUtilization);
});

test("the session knows its provider and the subject, and nothing else of what was said", async () => {
  await addBoth();
  const says = { attributes: { ...attributesOf(ROLE), "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": ["staff"] } };
  const claims = claimsOf(await ask({ says }));
  assert.equal(claims.federatedProvider, PROVIDER);
  assert.deepEqual(Object.keys(claims.providerKeys ?? {}).sort(), [
    "saml:namequalifier",
    "saml:sub",
    "saml:sub_type",
  ]);
});

test("conditions of the trust policy decide on what was said", async () => {
  const Condition = {
    StringEquals: {
      "saml:aud": "https://signin.aws.amazon.com/saml",
      "saml:iss": "https://idp.example/saml",
      "saml:doc": `${A}/corp`,
      "saml:sub_type": "persistent",
      "saml:edupersonprimaryaffiliation": "staff",
      "aws:FederatedProvider": PROVIDER,
      "sts:RoleSessionName": "ann",
    },
    "ForAnyValue:StringEquals": { "saml:edupersonaffiliation": "member" },
    StringLike: { "saml:sub": "*@example.com" },
  };
  await addBoth(trust({ Condition }));
  const edu = (affiliation: readonly string[]) => ({
    ...attributesOf(ROLE),
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": affiliation,
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.5": ["staff"],
  });
  await ask({ says: { attributes: edu(["member", "alum"]) } });
  await refuses(
    ask({ says: { attributes: edu(["alum"]) } }),
    "AccessDenied",
    `Not authorized to perform ${ACTION}`,
  );
  const says = { attributes: edu(["member"]), nameId: "ann@other.example" };
  await refuses(ask({ says }), "AccessDenied", `Not authorized to perform ${ACTION}`);
});

test("who is not let in learns no more than that", async () => {
  await addProvider();
  const denied = ["AccessDenied", `Not authorized to perform ${ACTION}`] as const;
  await refuses(ask(), ...denied);
  await addRole("visitor", {
    trust: [trust({ Principal: { Federated: PROVIDER.replace("corp", "other") } })],
  });
  await refuses(ask(), ...denied);
  await addRole("open", { trust: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:*" }] });
  await refuses(ask({ RoleArn: ROLE.replace("visitor", "open") }), ...denied);
  const elsewhere = await addRole("elsewhere", { trust: [trust()], accountId: B });
  await refuses(ask({ RoleArn: elsewhere }), ...denied);
});

test("tags and a source identity need permissions of their own, whose denial tells the call alone", async () => {
  await addBoth();
  const denied = ["AccessDenied", `Not authorized to perform ${ACTION}`] as const;
  await refuses(ask({ wants: { "PrincipalTag:Team": ["blue"] } }), ...denied);
  await refuses(ask({ wants: { SourceIdentity: ["ann"] } }), ...denied);
});

test("tags, transitive keys and a source identity are the session's", async () => {
  await addBoth(trust({ Action: ["sts:TagSession", "sts:SetSourceIdentity", ACTION] }));
  const wants = {
    "PrincipalTag:Team": ["blue"],
    "PrincipalTag:Site": ["Paris"],
    TransitiveTagKeys: ["Team"],
    SourceIdentity: ["Ann"],
  };
  const answer = await ask({ wants });
  assert.equal(answer.SourceIdentity, "Ann");
  assert.ok((answer.PackedPolicySize ?? 0) > 0);
  const { sessionTags, transitiveTagKeys, sourceIdentity } = claimsOf(answer);
  assert.deepEqual({ ...sessionTags }, { Team: "blue", Site: "Paris" });
  assert.deepEqual([transitiveTagKeys, sourceIdentity], [["Team"], "Ann"]);
  await refuses(
    ask({ wants: { "PrincipalTag:Team": ["a"], "PrincipalTag:team": ["b"] } }),
    "InvalidParameterValue",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
});

test("how long it lives: what is asked, the attribute, the end of the session there", async () => {
  await addBoth(trust(), { maxSessionSeconds: 7200 });
  assert.equal(lifeOf(await ask({ DurationSeconds: 7200 })), 7200);
  assert.equal(lifeOf(await ask({ DurationSeconds: 7200, wants: { SessionDuration: ["900"] } })), 900);
  assert.equal(lifeOf(await ask({ wants: { SessionDuration: ["43200"] } })), 3600, "it shortens alone");
  assert.equal(
    lifeOf(await ask({ says: { attributes: attributesOf(ROLE), sessionEnds: instant(h.now() + 60_500) } })),
    60,
  );
  await refuses(
    ask({ DurationSeconds: 7201 }),
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
});

test("session policies are the session's", async () => {
  await addBoth();
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" },
  });
  assert.equal(claimsOf(await ask({ Policy })).inlinePolicy, Policy);
  await assert.rejects(ask({ Policy: "{}" }), { code: "MalformedPolicyDocument" });
});

test("an assertion is good once, and again where AWS's checks are asked for", async () => {
  await addBoth();
  const SAMLAssertion = idp.respond({ attributes: attributesOf(ROLE) });
  await ask({ SAMLAssertion });
  await refuses(ask({ SAMLAssertion }), "InvalidIdentityToken", "Response has already been redeemed");
  await ask({ SAMLAssertion, env: AWS });
  await ask({ SAMLAssertion, env: AWS });
});

test("twelve bearers of one assertion at once get one session", async () => {
  await addBoth();
  const SAMLAssertion = idp.respond({ attributes: attributesOf(ROLE) });
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => ask({ SAMLAssertion })));
  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
});

test("an assertion that was denied is not spent", async () => {
  await addProvider();
  const SAMLAssertion = idp.respond({ attributes: attributesOf(ROLE) });
  await assert.rejects(ask({ SAMLAssertion }), { code: "AccessDenied" });
  await addRole("visitor", { trust: [trust()] });
  await ask({ SAMLAssertion });
});

test("what was spent is forgotten once it has ended, a few at a time", async () => {
  await addBoth();
  for (let round = 0; round < 6; round += 1) await ask();
  const left = () => h.store.write((tx) => tx.spentProofs.prune(Number.MAX_SAFE_INTEGER, 100));
  h.advance(11 * 60_000);
  await ask();
  assert.equal(await left(), 3);
});

test("encrypted assertions are opened with the provider's keys", async () => {
  const id = newSamlId("SAMLPK", h.env.random);
  const pem = PRIVATE_KEYS.account.export({ type: "pkcs8", format: "pem" }) as string;
  const sealedKey = Buffer.from(sealSecret(h.env.keyRing, id, pem)).toString("base64");
  await addProvider({
    assertionEncryption: "Required",
    privateKeys: [{ id, createdAt: h.now(), sealedKey }],
  });
  await addRole("visitor", { trust: [trust()] });
  const signed = idp.signed({ attributes: attributesOf(ROLE) });
  const SAMLAssertion = posted(responseOf(encrypted(signed, PRIVATE_KEYS.account)));
  assert.equal((await ask({ SAMLAssertion })).Subject, "ann@example.com");
  await assert.rejects(ask(), {
    code: "InvalidIdentityToken",
    message: /^Invalid base64 SAMLResponse \(Service/,
  });
});

test("the provider that vouches is there: not one that has gone, or was made anew with another key", async () => {
  await addBoth();
  const SAMLAssertion = idp.respond({ attributes: attributesOf(ROLE) });
  await h.store.write((tx) => tx.samlProviders.delete(PROVIDER));
  const gone = ["InvalidIdentityToken", "Specified provider doesn't exist"] as const;
  await refuses(ask({ SAMLAssertion }), ...gone);
  for (const PrincipalArn of [PROVIDER.replace(A, B), ROLE, `${PROVIDER} `])
    await refuses(ask({ PrincipalArn }), ...gone);
  const other = createIdp({ now: () => h.now(), key: PRIVATE_KEYS.stranger });
  await addProvider({ metadata: other.metadata });
  await refuses(ask({ SAMLAssertion }), "InvalidIdentityToken", "Response signature invalid");
});

/** What each kind of bad assertion is answered; all of them are in the tests of what reads assertions. */
const READER =
  / \(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}; Proxy: null\)$/;
const ANSWERS: readonly (readonly [string, () => Asked, string, string])[] = [
  ["no base64", () => ({ SAMLAssertion: "!!!!" }), "InvalidIdentityToken", "Invalid base64 SAMLResponse"],
  [
    "no XML",
    () => ({ SAMLAssertion: posted("no xml") }),
    "InvalidIdentityToken",
    "Invalid base64 SAMLResponse",
  ],
  [
    "no Conditions",
    () => ({ says: { conditions: "" } }),
    "InvalidIdentityToken",
    "Invalid base64 SAMLResponse",
  ],
  [
    "no signature",
    () => ({ SAMLAssertion: posted(responseOf(idp.assertion())) }),
    "InvalidIdentityToken",
    "Response (with optional signature) must contain an assertion with a mandatory signature",
  ],
  [
    "another issuer",
    () => ({ says: { issuer: "urn:x" } }),
    "InvalidIdentityToken",
    "Issuer not present in specified provider",
  ],
  [
    "another key",
    () => ({ SAMLAssertion: idp.respond({}, { key: PRIVATE_KEYS.stranger }) }),
    "InvalidIdentityToken",
    "Response signature invalid",
  ],
  [
    "past",
    () => ({ says: { notOnOrAfter: instant(h.now() - 1) } }),
    "ExpiredTokenException",
    "Response has expired",
  ],
  [
    "old",
    () => ({ says: { issuedAt: instant(h.now() - 300_001) } }),
    "ExpiredTokenException",
    "Token must be redeemed within 5 minutes of issuance",
  ],
  [
    "early",
    () => ({ says: { notBefore: instant(h.now() + 300_001) } }),
    "InvalidIdentityToken",
    "Response is not yet valid",
  ],
  [
    "audience",
    () => ({ says: { audience: "urn:x" } }),
    "InvalidIdentityToken",
    "Response does not contain the required audience",
  ],
  [
    "recipient",
    () => ({ says: { recipient: "urn:x" } }),
    "InvalidIdentityToken",
    "Response does not contain the required audience",
  ],
  [
    "another role",
    () => ({ wants: { Role: [`${ROLE}s,${PROVIDER}`] } }),
    "InvalidIdentityToken",
    "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
  ],
  [
    "no session name",
    () => ({ says: { attributes: { [`${AWS_NAME}Role`]: [`${ROLE},${PROVIDER}`] } } }),
    "InvalidIdentityToken",
    "RoleSessionName is required in AuthnResponse",
  ],
  [
    "a session name",
    () => ({ wants: { RoleSessionName: ["a b"] } }),
    "InvalidIdentityToken",
    "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
  ],
  [
    "a source identity",
    () => ({ wants: { SourceIdentity: ["aws:x"] } }),
    "InvalidIdentityToken",
    'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
  ],
  [
    "a duration",
    () => ({ wants: { SessionDuration: ["1e9"] } }),
    "InvalidIdentityToken",
    "SessionDuration in AuthnResponse must be a number of seconds from 900 to 43200",
  ],
  [
    "tags",
    () => ({ wants: { "PrincipalTag:a": ["1", "2"] } }),
    "InvalidIdentityToken",
    "Unable to validate tags",
  ],
  [
    "status",
    () => ({ SAMLAssertion: posted(responseOf(idp.signed(), { status: "Responder" })) }),
    "IDPRejectedClaim",
    "Response status is not Success",
  ],
];
for (const [name, asked, code, text] of ANSWERS)
  test(`answered in AWS's words: ${name}`, async () => {
    await addBoth();
    const { says, ...rest } = asked();
    const all = says && { attributes: attributesOf(ROLE), ...says };
    await assert.rejects(ask({ ...rest, ...(all && { says: all }) }), (error: Error & { code?: string }) => {
      assert.deepEqual([error.code, error.message.replace(READER, "")], [code, text]);
      assert.equal(READER.test(error.message), / base64 |mandatory|Issuer not/.test(text));
      return true;
    });
  });
