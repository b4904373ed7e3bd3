import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CompiledPolicy, compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import type { LayerName, PolicyLayers } from "../decide/layers.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import type { AuthorizationRequest, ContextValue } from "../request/request.ts";
import { type ExplainOptions, explain } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { headline } from "./headline.ts";
import { layerPasses } from "./layer-passes.ts";
import { plainText } from "./phrases.ts";
import type { PolicyFacts } from "./policy-facts.ts";

const facts = new Map<CompiledPolicy, PolicyFacts>();

/** A policy whose document has a statement on lines of its own. */
function policy(told: PolicyFacts, kind: PolicyKind, ...statements: readonly object[]): CompiledPolicy {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
  const parsed = parsePolicy(document, kind);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const compiled = compilePolicy(parsed.policy);
  facts.set(compiled, { ...told, document });
  return compiled;
}

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };
const ROLE = "arn:aws:iam::444455556666:role/PayrollAuditor";
const SALARIES = "arn:aws:s3:::nordwind-payroll/2026/11/salaries.parquet";

function ask(
  action: string,
  context: Readonly<Record<string, ContextValue>> = {},
  resource = SALARIES,
): AuthorizationRequest {
  return {
    principal: {
      kind: "roleSession",
      accountId: "444455556666",
      arn: "arn:aws:sts::444455556666:assumed-role/PayrollAuditor/ana",
      id: "AROAEXAMPLE:ana",
      roleArn: ROLE,
      roleId: "AROAEXAMPLE",
      serviceLinked: false,
    },
    action,
    resource,
    resourceAccountId: "444455556666",
    context: new Map(Object.entries(context)),
  };
}

const full = policy({ name: "FullAWSAccess" }, "serviceControl", ALL);
const guardrails = policy(
  {
    name: "ProductionGuardrails",
    arn: "arn:aws:organizations::1:policy/o-1/service_control_policy/p-2",
    versionId: "v4",
    since: "2026-11-03T10:00:00.000Z",
  },
  "serviceControl",
  { Sid: "OtherThings", Effect: "Deny", Action: "ec2:*", Resource: "*" },
  {
    Sid: "NoDeletesWithoutBreakGlass",
    Effect: "Deny",
    Action: ["s3:Delete*", "kms:ScheduleKeyDeletion"],
    Resource: "*",
    Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } },
  },
);
const payroll = policy(
  { name: "PayrollRead", attachedTo: ROLE },
  "identity",
  { Sid: "Read", Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::nordwind-payroll/*" },
  {
    Sid: "CleanUpDrafts",
    Effect: "Allow",
    Action: "s3:Delete*",
    Resource: "arn:aws:s3:::nordwind-payroll/drafts/*",
  },
);

const NODES = [
  { kind: "root", name: "Root", id: "r-1" },
  { kind: "unit", name: "Production", id: "ou-1" },
  { kind: "account", name: "nordwind-people", id: "444455556666" },
] as const;

const OPTIONS: ExplainOptions = {
  describe: (each) => facts.get(each),
  describeLevel: (layer, level) => (layer === "serviceControl" ? NODES[level] : undefined),
};

const guarded: PolicyLayers = {
  serviceControl: [[full], [full, guardrails], [full]].map((each) => compilePolicySet(each)),
  identity: compilePolicySet([payroll]),
};

function told(explanation: Explanation): readonly string[] {
  const { sentence, paragraph, more } = headline(explanation);
  return [sentence, plainText(paragraph), more];
}

describe("a headline", () => {
  it("names statement, policy, place and the fact that decided, and what else stands in the way", () => {
    const explanation = explain(ask("s3:DeleteObject"), guarded, OPTIONS);
    assert.deepEqual(told(explanation), [
      "Denied: a service control policy forbids it",
      "Statement NoDeletesWithoutBreakGlass of ProductionGuardrails, attached to the unit Production, denies s3:Delete* unless the caller's tag BreakGlass is open. In this request the caller's tag BreakGlass is absent.",
      "That is not all: even without that, no identity policy allows it.",
    ]);
    const named = headline(explanation).paragraph.filter(({ kind }) => kind !== "text");
    assert.deepEqual(
      named.map(({ kind, text }) => `${kind} ${text}`),
      [
        "statement NoDeletesWithoutBreakGlass",
        "policy ProductionGuardrails",
        "place Production",
        "value s3:Delete*",
      ],
    );
    assert.equal(named[1]?.arn, facts.get(guardrails)?.arn);
  });

  it("says that nothing forbids it and nothing allows it, and what came closest", () => {
    const identity = compilePolicySet([payroll]);
    assert.deepEqual(told(explain(ask("s3:DeleteObject"), { identity }, OPTIONS)), [
      "Denied: no identity policy allows it",
      "Nothing forbids it, but nothing allows it either. In AWS that is a no. Closest is statement CleanUpDrafts of PayrollRead, attached to the role PayrollAuditor: it allows it on arn:aws:s3:::nordwind-payroll/drafts/*.",
      "",
    ]);
  });

  it("names the policy that allowed", () => {
    assert.deepEqual(told(explain(ask("s3:GetObject"), guarded, OPTIONS)), [
      "Allowed by PayrollRead",
      "Statement Read of PayrollRead, attached to the role PayrollAuditor, allows s3:Get* on arn:aws:s3:::nordwind-payroll/*. Nothing forbids it.",
      "",
    ]);
  });

  it("calls a role's policy its trust policy, and says which condition was not met", () => {
    const resource = compilePolicySet([
      policy({ name: "trust policy of PayrollAuditor" }, "trust", {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "444455556666" },
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      }),
    ]);
    const identity = compilePolicySet([policy({ name: "Admin" }, "identity", ALL)]);
    const layers = { resource, identity, resourcePolicyRequired: true };
    const explanation = explain(ask("sts:AssumeRole", {}, ROLE), layers, OPTIONS);
    assert.deepEqual(told(explanation), [
      "Denied: the trust policy does not allow it",
      "Nothing forbids it, but the trust policy does not allow it, and it must. Closest is statement 1 of trust policy of PayrollAuditor: it allows it if MFA was used. In this request aws:MultiFactorAuthPresent is absent.",
      "",
    ]);
    const column = layerPasses(explanation).find(({ layer }) => layer === "resource");
    assert.deepEqual(
      [column?.heading, column?.second, column?.decides],
      ["Trust policy", "doesNotAllow", "second"],
    );
    const [change] = explanation.additions;
    assert.deepEqual(change?.escapes, [
      { key: "aws:MultiFactorAuthPresent", kind: "value", value: "true", example: undefined },
    ]);
  });

  it("shows no control character of a policy or request, and no endless value", () => {
    const identity = compilePolicySet([
      policy({ name: "a\u001b[2Jb" }, "identity", {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringEquals: { "aws:UserAgent": "\u202e" } },
      }),
    ]);
    const agent = { "aws:useragent": "\u202e" };
    const text = told(explain(ask("s3:GetObject", agent), { identity }, OPTIONS)).join(" ");
    assert.doesNotMatch(text, /[\p{Cc}\p{Cf}]/u);
    const long = ask("s3:GetObject", { "aws:useragent": "x".repeat(100_000) });
    const other = compilePolicySet([
      policy({}, "identity", {
        ...ALL,
        Effect: "Deny",
        Condition: { StringLike: { "aws:UserAgent": "x*" } },
      }),
    ]);
    assert.ok(told(explain(long, { identity: other }, OPTIONS)).join("").length < 1_000);
  });
});

describe("what is known of policies", () => {
  it("is told with each statement: lines, version, since when, and the organization's node", () => {
    const { layers } = explain(ask("s3:DeleteObject"), guarded, OPTIONS);
    const production = layers.find(({ level, layer }) => layer === "serviceControl" && level === 1);
    assert.deepEqual(production?.node, NODES[1]);
    const denied = production?.statements.find(
      ({ statement }) => statement.effect === "Deny" && statement.index === 1,
    );
    assert.deepEqual(denied?.lines, { first: 10, last: 23 });
    const { name, versionId, since, readAction } = production?.policies[denied?.policyIndex ?? 0] ?? {};
    assert.deepEqual(
      [name, versionId, since, readAction],
      ["ProductionGuardrails", "v4", "2026-11-03T10:00:00.000Z", "organizations:DescribePolicy"],
    );
    const identity = layers.find(({ layer }) => layer === "identity");
    assert.equal(identity?.policies[0]?.readAction, "iam:GetRolePolicy");
  });

  it("survives JSON: all that is told is told of what came over the wire too", () => {
    const explanation = explain(ask("s3:DeleteObject"), guarded, OPTIONS);
    const read = JSON.parse(JSON.stringify(explanation)) as Explanation;
    assert.deepEqual(headline(read), JSON.parse(JSON.stringify(headline(explanation))));
    const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
    assert.deepEqual(plain(layerPasses(read)), plain(layerPasses(explanation)));
  });
});

describe("the cells of the grid", () => {
  const cellOf = (explanation: Explanation, wanted: LayerName) => {
    const found = layerPasses(explanation).find(({ layer }) => layer === wanted);
    return [found?.first, found?.words.first, found?.second, found?.words.second];
  };

  it("say what is exempt and why", () => {
    const { serviceControl, ...others } = guarded;
    const request = ask("s3:GetObject");
    const principal = { ...request.principal, serviceLinked: true } as typeof request.principal;
    assert.deepEqual(cellOf(explain({ ...request, principal }, guarded, OPTIONS), "serviceControl"), [
      "exempt",
      "exempt: service-linked role",
      "exempt",
      "exempt: service-linked role",
    ]);
    const management = explain(request, others, {
      ...OPTIONS,
      exempt: { serviceControl: "managementAccount" },
    });
    assert.deepEqual(cellOf(management, "serviceControl").slice(0, 2), [
      "exempt",
      "exempt: management account",
    ]);
    const root = { kind: "root", accountId: "444455556666", arn: "arn:aws:iam::444455556666:root" } as const;
    const byRoot = explain({ ...request, principal: root }, others);
    assert.deepEqual(cellOf(byRoot, "identity").slice(2), ["exempt", "exempt: root user"]);
    assert.equal(headline(byRoot).sentence, "Allowed: the root user needs no policy");
    assert.throws(
      () => explain(request, guarded, { exempt: { serviceControl: "managementAccount" } }),
      /The layer serviceControl is told to be left out, and brings policies\./,
    );
  });

  it("say what need not allow, what does not limit, and how many levels allow", () => {
    const explanation = explain(ask("s3:GetObject"), guarded, OPTIONS);
    assert.deepEqual(cellOf(explanation, "serviceControl"), [
      "noDeny",
      "no deny",
      "allows",
      "3 levels allow",
    ]);
    assert.deepEqual(cellOf(explanation, "endpoint"), ["none", "none", "none", "does not limit"]);
    assert.deepEqual(cellOf(explanation, "resource"), ["none", "none", "none", "need not allow"]);
    const bucket = policy({}, "resource", { ...ALL, Principal: { AWS: "999999999999" } });
    const silent = explain(ask("s3:GetObject"), { ...guarded, resource: compilePolicySet([bucket]) });
    assert.deepEqual(cellOf(silent, "resource"), ["noDeny", "no deny", "notNeeded", "need not allow"]);
  });

  it("say what others hold, also where it decides", () => {
    const notHeld: readonly LayerName[] = ["resource"];
    const within = explain(ask("s3:GetObject"), guarded, { ...OPTIONS, notHeld });
    assert.deepEqual(cellOf(within, "resource"), ["unknown", "not held here", "unknown", "not held here"]);
    assert.equal(within.decision, "allowed");
    const across = { ...ask("s3:GetObject"), resourceAccountId: "777777777777" };
    const denied = explain(across, guarded, { ...OPTIONS, notHeld });
    assert.deepEqual(told(denied).slice(0, 2), [
      "Denied: no resource policy allows it",
      "Nothing forbids it, but nothing is known to allow it: others hold the policy of this resource.",
    ]);
    assert.equal(denied.additions[0]?.layer, "resource");
  });

  it("say what was not reached, and what stops it next", () => {
    const explanation = explain(ask("s3:DeleteObject"), guarded, OPTIONS);
    const passes = layerPasses(explanation);
    assert.deepEqual(
      passes.filter(({ isReached }) => isReached.first).map(({ layer }) => layer),
      ["resourceControl", "serviceControl"],
    );
    assert.ok(passes.every(({ isReached }) => !isReached.second));
    assert.deepEqual(passes.map(({ stopsNext }) => stopsNext).filter(Boolean), ["second"]);
    assert.equal(passes.at(-1)?.stopsNext, "second");
  });
});
