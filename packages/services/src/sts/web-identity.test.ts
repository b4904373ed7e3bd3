import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { StsOperations } from "@rolecall/contracts";
import { formatArn } from "@rolecall/names";
import type { OidcProviderRecord } from "@rolecall/store";
import * as organizations from "../../../access/src/organizations.test-support.ts";
import { KEY_SET, type Signing, signToken } from "../../../federation/src/web-identity/token.test-support.ts";
import { refuses } from "../harness.test-support.ts";
import { A, ALLOW_ALL, addRole, B, bearerOf, h, openForEachTest, policy } from "./sts.test-support.ts";

openForEachTest();

const LOCATION = "idp.example/realms/one";
const PROVIDER = formatArn("oidc-provider", { accountId: A, location: LOCATION });
const ACTION = "sts:AssumeRoleWithWebIdentity";
const DENIED = `Not authorized to perform ${ACTION}`;
const NOT_VALIDATED =
  "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.";

type Statement = Readonly<Record<string, unknown>>;
const federated = (more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: { Federated: PROVIDER },
  Action: ACTION,
  ...more,
});
const when = (Condition: Statement) => federated({ Condition });

let provider: OidcProviderRecord;
beforeEach(async () => {
  provider = {
    id: PROVIDER,
    accountId: A,
    location: LOCATION,
    scheme: "https",
    clientIds: ["app", "other"],
    thumbprints: [],
    tags: [],
    createdAt: h.now(),
    keySet: JSON.stringify(KEY_SET),
  };
  await h.store.write((tx) => tx.oidcProviders.insert(provider));
});

/** A token of the provider, of now. */
function token(claims: Signing["claims"] = {}): string {
  const now = h.now() / 1000;
  return signToken({ claims: { aud: "app", iat: now, exp: now + 600, ...claims } });
}

type Input = StsOperations["AssumeRoleWithWebIdentity"]["input"];
const assume = (RoleArn: string, WebIdentityToken = token(), more: Partial<Input> = {}) =>
  h.ask(h.root, "AssumeRoleWithWebIdentity", {
    RoleArn,
    RoleSessionName: "visit",
    WebIdentityToken,
    ...more,
  });
const denied = (call: Promise<unknown>) => refuses(call, "AccessDenied", DENIED);

test("whom the trust policy lets in gets a session, and is told what the token was taken for", async () => {
  const role = await addRole("Visitor", { trust: [federated()], path: "/app/" });
  const answer = await assume(role);
  const arn = `arn:aws:sts::${A}:assumed-role/Visitor/visit`;
  assert.equal(answer.AssumedRoleUser?.Arn, arn);
  assert.match(answer.AssumedRoleUser.AssumedRoleId, /^AROA\w{17}:visit$/);
  assert.deepEqual([answer.Provider, answer.Audience], [PROVIDER, "app"]);
  assert.deepEqual([answer.SubjectFromWebIdentityToken, answer.SourceIdentity], ["ann", undefined]);
  assert.equal(answer.Credentials?.Expiration.getTime(), h.now() + 3_600_000);
  assert.ok((answer.PackedPolicySize ?? 0) > 0);
  assert.equal((await h.ask(bearerOf(answer.Credentials), "GetCallerIdentity", {})).Arn, arn);
});

test("the session knows its provider, and what the token said of audience, subject and methods", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  const answer = await assume(role, token({ amr: ["pwd"], email: "a@b", azp: "other" }));
  const { session } = bearerOf(answer.Credentials);
  assert.equal(session?.federatedProvider, PROVIDER);
  assert.deepEqual(
    { ...session?.providerKeys },
    { [`${LOCATION}:aud`]: "other", [`${LOCATION}:sub`]: "ann", [`${LOCATION}:amr`]: ["pwd"] },
  );
});

test("the trust policy decides on the token's claims", async () => {
  const role = await addRole("Visitor", {
    trust: [
      when({ StringEquals: { [`${LOCATION}:sub`]: "ann" }, StringLike: { [`${LOCATION}:email`]: "*@b" } }),
    ],
  });
  await assume(role, token({ email: "a@b" }));
  await denied(assume(role, token({ email: "a@c" })));
  await denied(assume(role, token({ email: "a@b", sub: "eve" })));
  await denied(assume(role));
});

test("every refusal behind a good token is worded alike: no role, no trust, a condition, tags, a source identity", async () => {
  const other = formatArn("oidc-provider", { accountId: A, location: "other.example" });
  const role = await addRole("Visitor", { trust: [federated()] });
  const tags = { "https://aws.amazon.com/tags": { principal_tags: { Team: ["core"] } } };
  const source = { "https://aws.amazon.com/source_identity": "ann" };
  await denied(assume(`arn:aws:iam::${A}:role/Nobody`));
  await denied(assume(role.replace("Visitor", "path/Visitor")));
  await denied(assume(await addRole("Other", { trust: [federated({ Principal: { Federated: other } })] })));
  await denied(assume(await addRole("Users", { trust: [federated({ Principal: { AWS: "*" } })] })));
  await denied(assume(await addRole("Saml", { trust: [federated({ Action: "sts:AssumeRoleWithSAML" })] })));
  await denied(assume(role, token(tags)));
  await denied(assume(role, token(source)));
  const Action = [ACTION, "sts:TagSession", "sts:SetSourceIdentity"];
  const open = await addRole("Open", { trust: [federated({ Action })] });
  const answer = await assume(open, token({ ...tags, ...source }));
  assert.equal(answer.SourceIdentity, "ann");
  const { session } = bearerOf(answer.Credentials);
  assert.deepEqual([{ ...session?.sessionTags }, session?.sourceIdentity], [{ Team: "core" }, "ann"]);
});

test("a provider of another account does not count, nor does one that was deleted or changed", async () => {
  const role = await addRole("Visitor", { trust: [federated()], accountId: B });
  await refuses(assume(role), "InvalidIdentityToken", NOT_VALIDATED);
  const own = await addRole("Visitor", { trust: [federated()] });
  await h.store.write((tx) => tx.oidcProviders.update({ ...provider, clientIds: ["other"] }));
  await refuses(assume(own), "InvalidIdentityToken", NOT_VALIDATED);
  await h.store.write((tx) => tx.oidcProviders.delete(PROVIDER));
  await refuses(assume(own, token({ aud: "other" })), "InvalidIdentityToken", NOT_VALIDATED);
});

test("what changes between proof and transaction counts as it is in the transaction", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  const { keySets } = h.env.outsideIssuers;
  Object.assign(h.env.outsideIssuers, {
    keySets: {
      async keysOf(...given: Parameters<typeof keySets.keysOf>) {
        const keySet = await keySets.keysOf(...given);
        await h.store.write((tx) => tx.oidcProviders.update({ ...provider, clientIds: [] }));
        return keySet;
      },
    },
  });
  await refuses(assume(role), "InvalidIdentityToken", NOT_VALIDATED);
});

test("a token that proves nothing is refused as AWS does, and what was wrong is for who runs the installation", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  await assert.rejects(assume(role, token({ aud: "nobody" })), (error: Error & { remedy?: string }) => {
    assert.equal(error.message, NOT_VALIDATED);
    assert.equal(
      error.remedy,
      "A web identity token was refused: The audience is none of the provider's client ids.",
    );
    return true;
  });
  const now = h.now() / 1000;
  await refuses(
    assume(role, token({ exp: now - 1_000 })),
    "ExpiredTokenException",
    `Token expired: current date/time ${now - 300} must be before the expiration date/time ${now - 1_000}`,
  );
});

test("a token that says no more than a role allows is taken for as long as the role allows, not the token", async () => {
  const role = await addRole("Visitor", { trust: [federated()], maxSessionSeconds: 7_200 });
  const answer = await assume(role, token(), { DurationSeconds: 7_200 });
  assert.equal(answer.Credentials?.Expiration.getTime(), h.now() + 7_200_000);
  const message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
  await assert.rejects(assume(role, token(), { DurationSeconds: 7_201 }), { message });
});

test("session policies and tags take room, and limit the session", async () => {
  const Action = [ACTION, "sts:TagSession"];
  const role = await addRole("Visitor", { trust: [federated({ Action })] });
  const small = await assume(role);
  const tags = { "https://aws.amazon.com/tags/principal_tags/Team": "x".repeat(200) };
  const Policy = policy(ALLOW_ALL);
  const large = await assume(role, token(tags), { Policy });
  assert.ok((large.PackedPolicySize ?? 0) > (small.PackedPolicySize ?? 0));
  assert.equal(bearerOf(large.Credentials).session?.inlinePolicy, Policy);
  await refuses(
    assume(role, token({ sub: "x".repeat(9_000) })),
    "PackedPolicyTooLarge",
    "Packed policy consumes 111% of allotted space, please use smaller policy.",
  );
});

test("tags that the token wants are told to the trust policy, and must keep to their rules", async () => {
  const Action = [ACTION, "sts:TagSession"];
  const Condition = {
    StringEquals: { "aws:RequestTag/Team": "core", "sts:RoleSessionName": "visit" },
    "ForAllValues:StringEquals": { "sts:TransitiveTagKeys": ["Team"], "aws:TagKeys": ["Team"] },
  };
  const role = await addRole("Visitor", { trust: [federated({ Action, Condition })] });
  const tagged = (key: string, value = "core", transitive: readonly string[] = []) =>
    assume(
      role,
      token({
        "https://aws.amazon.com/tags": {
          principal_tags: { [key]: [value] },
          transitive_tag_keys: transitive,
        },
      }),
    );
  const { session } = bearerOf((await tagged("Team", "core", ["Team"])).Credentials);
  assert.deepEqual(session?.transitiveTagKeys, ["Team"]);
  await denied(tagged("Team", "other"));
  await denied(tagged("Cost"));
  await assert.rejects(tagged("Team", "core", ["Cost"]), { message: /transitive tag key must be included/ });
  await assert.rejects(tagged("aws:x"), { message: /reserved for system use/ });
});

test("the roles that the provider allows are asked before the trust policy, which can tell whether there are any", async () => {
  const roles = "https://aws.amazon.com/roles";
  const role = await addRole("Visitor", { trust: [when({ Bool: { "sts:RoleAuthorizedByIdp": "true" } })] });
  await assume(role, token({ [roles]: `${role}; arn:aws:iam::${A}:role/Other` }));
  await denied(assume(role));
  await refuses(
    assume(role, token({ [roles]: [`arn:aws:iam::${A}:role/Other`] })),
    "InvalidIdentityToken",
    "The target role ARN is not present in the roles claim of the identity token",
  );
});

test("the trust policy sees a user of the role's account, whose id is the provider's", async () => {
  const StringEquals = {
    "aws:PrincipalAccount": A,
    "aws:PrincipalType": "User",
    "aws:FederatedProvider": PROVIDER,
  };
  const Condition = {
    StringEquals,
    StringLike: { "aws:userid": `${PROVIDER}:*` },
    Null: { "aws:PrincipalArn": "true", "aws:MultiFactorAuthPresent": "true" },
  };
  await assume(await addRole("Visitor", { trust: [when(Condition)] }));
});

test("a role's session may touch what a policy variable on the token's subject allows", async () => {
  const own = `arn:aws:iam::${A}:role/of/\${${LOCATION}:sub}`;
  const role = await addRole("Visitor", {
    trust: [federated()],
    policy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: own }),
  });
  const named = (name: string) =>
    addRole(name, {
      trust: [{ Effect: "Allow", Principal: { AWS: A }, Action: "sts:AssumeRole" }],
      path: "/of/",
    });
  const [ann, bob] = [await named("ann"), await named("bob")];
  const caller = bearerOf((await assume(role)).Credentials);
  const next = { RoleSessionName: "next" };
  const chained = await h.ask(caller, "AssumeRole", { RoleArn: ann, ...next });
  await assert.rejects(h.ask(caller, "AssumeRole", { RoleArn: bob, ...next }), { code: "AccessDenied" });
  assert.equal(bearerOf(chained.Credentials).session?.providerKeys, undefined);
});

test("resource control policies of the role's organization are asked, service control policies are not", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  await organizations.addOrganization(h);
  const deny = async (type: organizations.GuardrailType) => {
    await organizations.enable(h, type);
    const isOfResource = type === "RESOURCE_CONTROL_POLICY";
    const Statement = {
      Effect: "Deny",
      Action: ACTION,
      Resource: "*",
      ...(isOfResource && { Principal: "*" }),
    };
    await organizations.attach(h, await organizations.putPolicy(h, type, policy(Statement), type), A, type);
  };
  await deny("SERVICE_CONTROL_POLICY");
  await assume(role);
  await deny("RESOURCE_CONTROL_POLICY");
  await denied(assume(role));
});

test("a closed account's roles are not there", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  await h.store.write(async (tx) => {
    const account = await tx.accounts.byId(A);
    if (account !== undefined) await tx.accounts.update({ ...account, closedAt: h.now() });
  });
  await denied(assume(role));
});

test("access tokens of Amazon and Facebook are not taken", async () => {
  const role = await addRole("Visitor", { trust: [federated()] });
  await refuses(
    assume(role, token(), { ProviderId: "www.amazon.com" }),
    "InvalidIdentityToken",
    "Provided Token is not a Login With Amazon token",
  );
  for (const ProviderId of ["graph.facebook.com", "idp.example"])
    await assert.rejects(assume(role, token(), { ProviderId }), { code: "InvalidIdentityToken" });
});

test("Google and Cognito are known without being registered, by their own names; who registers them has his own", async () => {
  const role = await addRole("Visitor", {
    trust: [federated({ Principal: { Federated: "accounts.google.com" } })],
  });
  const unreachable = /^Couldn't retrieve verification key/;
  for (const iss of [
    "https://accounts.google.com",
    "accounts.google.com",
    "https://cognito-identity.amazonaws.com",
  ])
    await assert.rejects(assume(role, token({ iss })), { message: unreachable });
  for (const iss of [
    "http://accounts.google.com",
    "cognito-identity.amazonaws.com",
    "https://accounts.google.com/",
  ])
    await refuses(assume(role, token({ iss })), "InvalidIdentityToken", NOT_VALIDATED);
  const location = "accounts.google.com";
  const id = formatArn("oidc-provider", { accountId: A, location });
  await h.store.write((tx) => tx.oidcProviders.insert({ ...provider, id, location }));
  await denied(assume(role, token({ iss: "https://accounts.google.com" })));
  const own = await addRole("Own", { trust: [federated({ Principal: { Federated: id } })] });
  assert.equal((await assume(own, token({ iss: "accounts.google.com" }))).Provider, id);
});

test("what is no role's ARN is refused before the token is looked at", async () => {
  const RoleArn = `arn:aws:iam::${A}:user/ann`;
  await assert.rejects(assume(RoleArn, "nonsense"), { message: `${RoleArn} is invalid` });
});
