import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicy } from "../compile/compile-policy.ts";
import { type CompiledPolicySet, compilePolicySet } from "../compile/policy-set.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import type { AuthorizationRequest, RequestPrincipal } from "../request/request.ts";
import { compileLayers } from "./compiled-layers.ts";
import { decide } from "./decide.ts";
import type { PolicyLayers } from "./layers.ts";

const account = "111122223333";
const user: RequestPrincipal = {
  kind: "user",
  accountId: account,
  arn: `arn:aws:iam::${account}:user/alice`,
  id: "AIDAEXAMPLEALICE00001",
};
const session = {
  kind: "roleSession",
  accountId: account,
  arn: `arn:aws:sts::${account}:assumed-role/deploy/run`,
  id: "AROAEXAMPLEDEPLOY0001:run",
  roleArn: `arn:aws:iam::${account}:role/deploy`,
  roleId: "AROAEXAMPLEDEPLOY0001",
  serviceLinked: false,
} as const satisfies RequestPrincipal;
const federatedUser = {
  kind: "federatedUser",
  accountId: account,
  arn: `arn:aws:sts::${account}:federated-user/guest`,
  id: `${account}:guest`,
  issuer: { arn: user.arn, id: user.id },
} as const satisfies RequestPrincipal;
const root: RequestPrincipal = { kind: "root", accountId: account, arn: `arn:aws:iam::${account}:root` };
const service: RequestPrincipal = { kind: "service", service: "ec2.amazonaws.com" };
const anonymous: RequestPrincipal = { kind: "anonymous" };

function compile(kind: PolicyKind, statement: object): CompiledPolicySet {
  const written = {
    Version: "2012-10-17",
    Statement: { Action: "s3:GetObject", Resource: "*", ...statement },
  };
  const parsed = parsePolicy(JSON.stringify(written), kind);
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicySet([compilePolicy(parsed.policy)]);
}

const allow = compile("identity", { Effect: "Allow" });
const deny = compile("identity", { Effect: "Deny" });
const nothing = compile("identity", { Effect: "Allow", Action: "s3:PutObject" });
const none = compilePolicySet([]);

function allowTo(principal: unknown): CompiledPolicySet {
  return compile("resource", { Effect: "Allow", Principal: principal });
}

function denyAllBut(...names: readonly string[]): CompiledPolicySet {
  return compile("resource", { Effect: "Deny", NotPrincipal: { AWS: names } });
}

interface Case {
  readonly principal?: RequestPrincipal;
  readonly resourceAccountId?: string;
  readonly layers: PolicyLayers;
  /** `decision by layer` */
  readonly expected: string;
}

const other = "999988887777";
const toUser = allowTo({ AWS: user.arn });
const toRole = allowTo({ AWS: session.roleArn });
const toSession = allowTo({ AWS: session.arn });
const toAccount = allowTo({ AWS: account });
const toEveryone = allowTo("*");

const cases: Readonly<Record<string, Case>> = {
  "nothing allows": { layers: {}, expected: "implicitDeny by identity" },
  "the identity allows": { layers: { identity: allow }, expected: "allowed by identity" },
  "no policy in a layer allows nothing": {
    layers: { identity: allow, boundary: none },
    expected: "implicitDeny by boundary",
  },
  "a deny beats every allow": {
    layers: { identity: allow, resource: toUser, session: [deny] },
    expected: "explicitDeny by session",
  },
  "of several denies the organization's is named": {
    layers: { identity: deny, serviceControl: [allow, deny] },
    expected: "explicitDeny by serviceControl",
  },
  "a deny is named before an earlier layer that does not allow": {
    layers: { identity: deny, resourceControl: [nothing] },
    expected: "explicitDeny by identity",
  },
  "every level of SCPs must allow": {
    layers: { identity: allow, serviceControl: [allow, nothing, allow] },
    expected: "implicitDeny by serviceControl",
  },
  "every level of RCPs must allow": {
    layers: { identity: allow, resourceControl: [nothing, allow] },
    expected: "implicitDeny by resourceControl",
  },
  "an endpoint limits": {
    layers: { identity: allow, resource: toUser, endpoint: nothing },
    expected: "implicitDeny by endpoint",
  },
  "a boundary limits": {
    layers: { identity: allow, boundary: nothing },
    expected: "implicitDeny by boundary",
  },
  "each session policy must allow": {
    principal: session,
    layers: { identity: allow, session: [allow, nothing] },
    expected: "implicitDeny by session",
  },

  "a user's ARN is limited by no boundary": {
    layers: { resource: toUser, boundary: nothing },
    expected: "allowed by resource",
  },
  "nor is a user's unique id": {
    layers: { resource: allowTo({ AWS: user.id }), boundary: nothing },
    expected: "allowed by resource",
  },
  "nor is everyone": {
    layers: { resource: toEveryone, boundary: nothing },
    expected: "allowed by resource",
  },
  "an account delegates to the identity": {
    layers: { resource: toAccount },
    expected: "implicitDeny by identity",
  },
  "a role's ARN is limited by a boundary": {
    principal: session,
    layers: { resource: toRole, boundary: nothing },
    expected: "implicitDeny by boundary",
  },
  "a role's ARN is limited by a session policy": {
    principal: session,
    layers: { resource: toRole, boundary: allow, session: [nothing] },
    expected: "implicitDeny by session",
  },
  "a role's ARN in another account's policy needs an identity": {
    principal: session,
    resourceAccountId: other,
    layers: { resource: toRole, boundary: nothing },
    expected: "implicitDeny by identity",
  },
  "a role's ARN needs no identity": {
    principal: session,
    layers: { resource: toRole, session: [allow] },
    expected: "allowed by resource",
  },
  "a session's ARN is limited by nothing": {
    principal: session,
    layers: { resource: toSession, boundary: nothing, session: [nothing] },
    expected: "allowed by resource",
  },
  "a federated user's issuer is limited by its session": {
    principal: federatedUser,
    layers: { resource: toUser, session: [allow] },
    expected: "allowed by resource",
  },
  "a federated user without session policies can do nothing": {
    principal: federatedUser,
    layers: { resource: toUser, identity: allow },
    expected: "implicitDeny by session",
  },

  "a trust policy must allow": {
    layers: { identity: allow, resourcePolicyRequired: true },
    expected: "implicitDeny by resource",
  },
  "a trust policy that names the account needs the identity too": {
    layers: { identity: allow, resource: toAccount, resourcePolicyRequired: true },
    expected: "allowed by identity",
  },

  "across accounts the resource must allow": {
    resourceAccountId: other,
    layers: { identity: allow },
    expected: "implicitDeny by resource",
  },
  "across accounts the identity must allow": {
    resourceAccountId: other,
    layers: { resource: toUser },
    expected: "implicitDeny by identity",
  },
  "across accounts both allow": {
    resourceAccountId: other,
    layers: { resource: toAccount, identity: allow },
    expected: "allowed by identity",
  },
  "across accounts a boundary limits a named user too": {
    resourceAccountId: other,
    layers: { resource: toUser, identity: allow, boundary: nothing },
    expected: "implicitDeny by boundary",
  },

  "root needs no policy": { principal: root, layers: {}, expected: "allowed by identity" },
  "root is limited by SCPs": {
    principal: root,
    layers: { serviceControl: [nothing] },
    expected: "implicitDeny by serviceControl",
  },
  "a service is allowed by the resource alone": {
    principal: service,
    layers: { resource: allowTo({ Service: "ec2.amazonaws.com" }), serviceControl: [deny] },
    expected: "allowed by resource",
  },
  "a service that is not named": {
    principal: service,
    layers: { resource: allowTo({ Service: "lambda.amazonaws.com" }), identity: allow },
    expected: "implicitDeny by resource",
  },
  "anonymous users are part of everyone": {
    principal: anonymous,
    layers: { resource: toEveryone },
    expected: "allowed by resource",
  },
  "anonymous users are in no account": {
    principal: anonymous,
    layers: { resource: toAccount },
    expected: "implicitDeny by resource",
  },
  "service-linked roles are exempt from SCPs and RCPs": {
    principal: { ...session, serviceLinked: true },
    layers: { identity: allow, serviceControl: [deny], resourceControl: [deny] },
    expected: "allowed by identity",
  },

  "NotPrincipal spares a user who is listed with the account": {
    layers: { identity: allow, resource: denyAllBut(user.arn, root.arn) },
    expected: "allowed by identity",
  },
  "NotPrincipal denies a user whose account is not listed": {
    layers: { identity: allow, resource: denyAllBut(user.arn) },
    expected: "explicitDeny by resource",
  },
  "NotPrincipal denies whoever has a boundary": {
    layers: { identity: allow, resource: denyAllBut(user.arn, root.arn), boundary: allow },
    expected: "explicitDeny by resource",
  },
  "NotPrincipal spares a session that is listed with role and account": {
    principal: session,
    layers: { identity: allow, resource: denyAllBut(session.arn, session.roleArn, account) },
    expected: "allowed by identity",
  },
  "NotPrincipal denies a session whose role is not listed": {
    principal: session,
    layers: { identity: allow, resource: denyAllBut(session.arn, account) },
    expected: "explicitDeny by resource",
  },
};

for (const [name, { principal = user, resourceAccountId = account, layers, expected }] of Object.entries(
  cases,
)) {
  test(`${name}: ${expected}`, () => {
    const request: AuthorizationRequest = {
      principal,
      action: "s3:getobject",
      resource: "arn:aws:s3:::b/x",
      resourceAccountId,
      context: new Map(),
    };
    for (const asked of [layers, compileLayers(layers)]) {
      const { decision, layer } = decide(request, asked);
      assert.equal(`${decision} by ${layer}`, expected);
    }
  });
}

test("a context may decide about something else while it is asked", () => {
  const tagged = compile("identity", {
    Effect: "Allow",
    Condition: {
      StringEquals: { "aws:ResourceTag/team": "core" },
      IpAddress: { "aws:SourceIp": "10.0.0.0/8" },
    },
  });
  const base = { principal: user, resource: "arn:aws:s3:::b/x", resourceAccountId: account };
  const inner = new Map([
    ["aws:resourcetag/team", "core"],
    ["aws:sourceip", "192.0.2.1"],
  ]);
  const get = (key: string): string => {
    const { decision } = decide({ ...base, action: "s3:GetObject", context: inner }, { identity: tagged });
    assert.equal(decision, "implicitDeny");
    return key === "aws:sourceip" ? "10.1.2.3" : "core";
  };
  const { decision } = decide({ ...base, action: "s3:GetObject", context: { get } }, { identity: tagged });
  assert.equal(decision, "allowed");
});

test("layers that are put together tell actions apart", () => {
  const layers = compileLayers({
    identity: allow,
    serviceControl: [allow, compile("serviceControl", { Effect: "Deny" })],
    boundary: allow,
  });
  const ask = (action: string) =>
    decide(
      {
        principal: user,
        action,
        resource: "arn:aws:s3:::b/x",
        resourceAccountId: account,
        context: new Map(),
      },
      layers,
    );
  for (let time = 0; time < 3; time++) {
    assert.equal(ask("s3:GetObject").decision, "explicitDeny");
    assert.equal(ask("s3:PutObject").layer, "serviceControl");
    assert.equal(ask("s3:PutObject").decision, "implicitDeny");
  }
});
