import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccountId, toArn, toOrganizationId, toUniqueId } from "@rolecall/names";
import { ANONYMOUS, type Caller } from "../caller/caller.ts";
import {
  federatedCaller,
  rootCaller,
  serviceCaller,
  sessionCaller,
  userCaller,
} from "../caller/caller-of.ts";
import {
  ACCOUNT,
  federatedClaims,
  NOW,
  roleClaims,
  roleRecord,
  userClaims,
  userRecord,
} from "../records.test-support.ts";
import { REQUEST } from "../world.test-support.ts";
import { conditionContext } from "./condition-context.ts";
import type { Places } from "./guardrail-layers.ts";
import type { Requirement } from "./requirement.ts";

const ANN = userRecord("ann", { path: "/team/" });
const ROLE = roleRecord("one");
const MFA = { mfaAuthenticatedAtSeconds: NOW / 1000 - 60 };

const CALLERS = {
  root: rootCaller(ACCOUNT, "AKIAROOT"),
  rootSession: sessionCaller(
    userClaims(ANN, { principalId: ACCOUNT, principalArn: toArn(`arn:aws:iam::${ACCOUNT}:root`) }),
    "ASIA",
  ),
  user: userCaller(ANN, "AKIAANN"),
  userSession: sessionCaller(userClaims(ANN, MFA), "ASIA"),
  role: sessionCaller(roleClaims(ROLE, { sourceIdentity: "ann", federatedProvider: "idp.example" }), "ASIA"),
  federated: sessionCaller(federatedClaims(ANN), "ASIA"),
  anonymous: ANONYMOUS,
} satisfies Readonly<Record<string, Caller>>;

type Row = Readonly<Record<keyof typeof CALLERS, unknown>>;

/** The same for whoever asks. */
const everybody = (value: unknown): Row => ({
  root: value,
  rootSession: value,
  user: value,
  userSession: value,
  role: value,
  federated: value,
  anonymous: value,
});
const NOBODY = everybody(undefined);
const identified = (value: unknown): Row => ({ ...everybody(value), anonymous: undefined });
const ISSUED = "2026-01-01T00:00:00.000Z";
const bearers = (value: unknown): Row => ({
  ...NOBODY,
  rootSession: value,
  userSession: value,
  role: value,
  federated: value,
});

/** Source: IAM User Guide, "AWS global condition context keys", each key's "Availability". */
const EXPECTED: Readonly<Record<string, Row>> = {
  "aws:principalarn": {
    root: `arn:aws:iam::${ACCOUNT}:root`,
    rootSession: `arn:aws:iam::${ACCOUNT}:root`,
    user: `arn:aws:iam::${ACCOUNT}:user/team/ann`,
    userSession: `arn:aws:iam::${ACCOUNT}:user/team/ann`,
    role: `arn:aws:iam::${ACCOUNT}:role/one`,
    federated: `arn:aws:sts::${ACCOUNT}:federated-user/fed`,
    anonymous: undefined,
  },
  "aws:principalaccount": identified(ACCOUNT),
  "aws:principaltype": {
    root: "Account",
    rootSession: "Account",
    user: "User",
    userSession: "User",
    role: "AssumedRole",
    federated: "FederatedUser",
    anonymous: "Anonymous",
  },
  "aws:principalisawsservice": everybody("false"),
  "aws:userid": {
    root: ACCOUNT,
    rootSession: ACCOUNT,
    user: ANN.id,
    userSession: ANN.id,
    role: `${ROLE.id}:s`,
    federated: `${ACCOUNT}:fed`,
    anonymous: "anonymous",
  },
  "aws:username": { ...NOBODY, user: "ann", userSession: "ann" },
  "aws:currenttime": everybody("2026-01-01T00:00:00.000Z"),
  "aws:epochtime": everybody(String(NOW / 1000)),
  "aws:securetransport": everybody("false"),
  "aws:sourceip": everybody("192.0.2.1"),
  "aws:useragent": everybody("test"),
  "aws:requestedregion": everybody("eu-central-1"),
  "aws:viaawsservice": everybody("false"),
  "aws:resourceaccount": { ...everybody(ACCOUNT), anonymous: "" },
  "aws:principalorgid": NOBODY,
  "aws:principalorgpaths": NOBODY,
  "aws:resourceorgid": NOBODY,
  "aws:resourceorgpaths": NOBODY,
  "aws:sourceorgid": NOBODY,
  "aws:sourceorgpaths": NOBODY,
  "aws:tokenissuetime": bearers(ISSUED),
  // The role's session came by an identity provider's token.
  "aws:multifactorauthpresent": { ...NOBODY, rootSession: "false", userSession: "true" },
  "aws:multifactorauthage": { ...NOBODY, userSession: "60" },
  "aws:sourceidentity": { ...NOBODY, role: "ann" },
  "aws:federatedprovider": { ...NOBODY, role: "idp.example" },
  "aws:tagkeys": NOBODY,
  "aws:unknown": NOBODY,
  "aws:principaltag": NOBODY,
  "aws:principaltag/team": NOBODY,
  "": NOBODY,
  __proto__x: NOBODY,
};

interface Asked {
  readonly tags?: ReadonlyMap<string, string>;
  readonly places?: Places;
}

const ask = (
  caller: Caller,
  key: string,
  requirement: Partial<Requirement> = {},
  { tags = new Map<string, string>(), places = {} }: Asked = {},
) =>
  conditionContext({
    caller,
    request: REQUEST,
    now: NOW,
    requirement: { action: "iam:GetUser", resource: "*", ...requirement },
    principalTags: tags,
    places,
  }).get(key);

for (const [key, row] of Object.entries(EXPECTED)) {
  test(`${key || "an empty key"}, for each kind of caller`, () => {
    const answers = Object.entries(CALLERS).map(([kind, caller]) => [kind, ask(caller, key)]);
    assert.deepEqual(Object.fromEntries(answers), row);
  });
}

test("tags are found without regard to the case of their keys, and told apart by where they are", () => {
  const requirement = {
    requestTags: [{ key: "Team", value: "request" }],
    resourceTags: [{ key: "TEAM", value: "resource" }],
  };
  const tags = new Map([["team", "principal"]]);
  const get = (key: string) => ask(CALLERS.user, key, requirement, { tags });
  assert.equal(get("aws:principaltag/team"), "principal");
  assert.equal(get("aws:requesttag/team"), "request");
  assert.equal(get("aws:resourcetag/team"), "resource");
  assert.equal(get("iam:resourcetag/team"), "resource");
  assert.equal(get("aws:requesttag/other"), undefined);
  assert.equal(get("s3:resourcetag/team"), undefined);
});

test("of a tag key that a request brings twice the last value counts", () => {
  const requestTags = [
    { key: "team", value: "first" },
    { key: "TEAM", value: "last" },
  ];
  assert.equal(ask(CALLERS.user, "aws:requesttag/team", { requestTags }), "last");
});

test("a tag's key may hold a slash, and be named like what objects have", () => {
  const requestTags = [
    { key: "a/b", value: "1" },
    { key: "__proto__", value: "2" },
  ];
  assert.equal(ask(CALLERS.user, "aws:requesttag/a/b", { requestTags }), "1");
  assert.equal(ask(CALLERS.user, "aws:requesttag/__proto__", { requestTags }), "2");
  assert.equal(ask(CALLERS.user, "aws:requesttag/constructor", { requestTags }), undefined);
  assert.equal(ask(CALLERS.user, "aws:principaltag/constructor", { requestTags }), undefined);
});

test("aws:TagKeys are the keys that are sent, as they are spelled", () => {
  const requestTags = [{ key: "Team", value: "x" }];
  assert.deepEqual(ask(CALLERS.user, "aws:tagkeys", { requestTags }), ["Team"]);
  assert.deepEqual(ask(CALLERS.user, "aws:tagkeys", { requestTagKeys: ["a", "B"] }), ["a", "B"]);
  assert.equal(ask(CALLERS.user, "aws:tagkeys", { requestTags: [] }), undefined);
  assert.equal(ask(CALLERS.user, "aws:tagkeys", { requestTagKeys: [] }), undefined);
});

test("an operation's own keys come first, and the resource's account where it is another", () => {
  const context = new Map([["sts:externalid", "42"]]);
  assert.equal(ask(CALLERS.user, "sts:externalid", { context }), "42");
  const resourceAccountId = toAccountId("222222222222");
  assert.equal(ask(CALLERS.user, "aws:resourceaccount", { resourceAccountId }), resourceAccountId);
});

test("organizations: the caller's, and that of the resource's account", () => {
  const node = {
    arn: toArn("arn:aws:organizations::1:root/o-a/r-a"),
    policies: { serviceControl: [], resourceControl: [] },
  };
  const placeIn = (id: string) =>
    ({
      organizationId: toOrganizationId("organization", id),
      paths: [`${id}/r-aaaa/ou-aaaa-11111111/`],
      node,
    }) as const;
  const places = { principalPlace: placeIn("o-aaaaaaaaaa"), resourcePlace: placeIn("o-bbbbbbbbbb") };
  const get = (key: string) => ask(CALLERS.role, key, {}, { places });
  assert.equal(get("aws:principalorgid"), "o-aaaaaaaaaa");
  assert.deepEqual(get("aws:principalorgpaths"), ["o-aaaaaaaaaa/r-aaaa/ou-aaaa-11111111/"]);
  assert.equal(get("aws:resourceorgid"), "o-bbbbbbbbbb");
  assert.deepEqual(get("aws:resourceorgpaths"), ["o-bbbbbbbbbb/r-aaaa/ou-aaaa-11111111/"]);
  assert.equal(get("aws:sourceorgid"), undefined);
  assert.equal(get("aws:sourceorgpaths"), undefined);
});

/** Source: IAM User Guide, "AWS global condition context keys", each key's "Availability". */
test("a service goes by its name and by what it acts for, and has nothing that is a principal's of an account", () => {
  const caller = serviceCaller({
    service: "photos.example.internal",
    source: { arn: `arn:aws:photos:us-east-1:${ACCOUNT}:album/1`, accountId: ACCOUNT },
  });
  const expected = {
    "aws:principalisawsservice": "true",
    "aws:principalservicename": "photos.example.internal",
    "aws:principalservicenameslist": ["photos.example.internal"],
    "aws:sourcearn": `arn:aws:photos:us-east-1:${ACCOUNT}:album/1`,
    "aws:sourceaccount": ACCOUNT,
    "aws:viaawsservice": "false",
    "aws:sourceip": REQUEST.sourceIp,
    "aws:principalarn": undefined,
    "aws:principalaccount": undefined,
    "aws:principalorgid": undefined,
    "aws:principaltype": undefined,
    "aws:userid": undefined,
    "aws:username": undefined,
    "aws:tokenissuetime": undefined,
    "aws:multifactorauthpresent": undefined,
    "aws:federatedprovider": undefined,
  };
  const answered = Object.fromEntries(Object.keys(expected).map((key) => [key, ask(caller, key)]));
  assert.deepEqual(answered, expected);
  const forNobody = serviceCaller({ service: "photos.example.internal" });
  for (const key of ["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid"])
    assert.equal(ask(forNobody, key), undefined, key);
  const forAccount = serviceCaller({ service: "photos.example.internal", source: { accountId: ACCOUNT } });
  assert.equal(ask(forAccount, "aws:sourcearn"), undefined);
  assert.equal(ask(forAccount, "aws:sourceaccount"), ACCOUNT);
});

test("nobody but a service acting for somebody has a source", () => {
  const keys = [
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:sourcearn",
    "aws:sourceaccount",
  ];
  for (const [kind, caller] of Object.entries(CALLERS))
    for (const key of keys) assert.equal(ask(caller, key), undefined, `${kind} ${key}`);
});

test("a client that does not say what it is has no aws:UserAgent", () => {
  const context = conditionContext({
    caller: CALLERS.user,
    request: { ...REQUEST, userAgent: undefined },
    now: NOW,
    requirement: { action: "iam:GetUser", resource: "*" },
    principalTags: new Map(),
    places: {},
  });
  assert.equal(context.get("aws:useragent"), undefined);
});

test("a session without an issuer is no session", () => {
  const { issuer: _, ...claims } = roleClaims(roleRecord("x", { id: toUniqueId("AROAX") }));
  assert.throws(() => sessionCaller(claims, "ASIA"), /names no issuer/);
});

test("the bearer of a token has what its provider says, and cannot say what AWS says", () => {
  const provider = toArn(`arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example/id/1`);
  const claims = new Map([
    ["idp.example/id/1:sub", "ann"],
    ["aws:sourceip", "203.0.113.9"],
    ["aws:principaltag/team", "a"],
    ["aws:principalaccount", ACCOUNT],
    ["aws:sourcevpc", "vpc-1"],
  ]);
  const caller = federatedCaller({ provider, subject: "ann", claims });
  const expected = {
    "idp.example/id/1:sub": "ann",
    "idp.example/id/1:aud": undefined,
    "aws:federatedprovider": provider,
    "aws:sourceip": REQUEST.sourceIp,
    "aws:principaltag/team": undefined,
    "aws:sourcevpc": undefined,
    "aws:principalaccount": undefined,
    "aws:principalarn": undefined,
    "aws:principaltype": "User",
    "aws:userid": `${provider}:`,
    "aws:tokenissuetime": undefined,
    "aws:multifactorauthpresent": undefined,
    "aws:resourceaccount": "",
  };
  const answered = Object.fromEntries(Object.keys(expected).map((key) => [key, ask(caller, key)]));
  assert.deepEqual(answered, expected);
});

test("who assumed a role with credentials of AWS has MFA or not; who came by a token has neither", () => {
  const answers = (claims: Parameters<typeof roleClaims>[1]) => {
    const caller = sessionCaller(roleClaims(ROLE, claims), "ASIA");
    return [ask(caller, "aws:multifactorauthpresent"), ask(caller, "aws:multifactorauthage")];
  };
  assert.deepEqual(answers({}), ["false", undefined]);
  assert.deepEqual(answers(MFA), ["true", "60"]);
  assert.deepEqual(answers({ federatedProvider: "idp.example" }), [undefined, undefined]);
});

test("what a provider said stays with the session, and cannot pass for what AWS says", () => {
  const providerKeys = Object.assign(Object.create(null), {
    "idp.example:sub": "ann",
    "idp.example:amr": ["pwd", "otp"],
    "aws:principaltype": "Root",
  });
  const caller = sessionCaller(roleClaims(ROLE, { providerKeys }), "ASIA");
  assert.equal(ask(caller, "idp.example:sub"), "ann");
  assert.deepEqual(ask(caller, "idp.example:amr"), ["pwd", "otp"]);
  assert.equal(ask(caller, "aws:principaltype"), "AssumedRole");
  for (const key of ["other.example:sub", "constructor", "__proto__"])
    assert.equal(ask(caller, key), undefined);
});

test("who brings a token is of the account of the role that it is about", () => {
  const provider = "accounts.google.com";
  const caller = federatedCaller({ provider, subject: "ann", claims: new Map() });
  assert.equal(ask(caller, "aws:principalaccount", { resourceAccountId: ACCOUNT }), ACCOUNT);
});
