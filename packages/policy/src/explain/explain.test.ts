import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readCases } from "../../oracle/case-file.ts";
import { compileDocuments } from "../../oracle/engine-judge.ts";
import { focusedSeries } from "../../oracle/generate/focused.ts";
import { scenarioSeries } from "../../oracle/generate/scenario.ts";
import { readDocument } from "../../oracle/read-document.ts";
import { compilePolicy } from "../compile/compile-policy.ts";
import { type CompiledPolicySet, compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import type { PolicyLayers } from "../decide/layers.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import type { AuthorizationRequest, ContextValue } from "../request/request.ts";
import { accessDeniedMessage } from "./access-denied-message.ts";
import { applyAddition } from "./additions.ts";
import { explain } from "./explain.ts";
import type { Explanation, LayerExplanation } from "./explanation.ts";
import { whySkipped } from "./layer-sets.ts";

const ACCOUNT = "111111111111";
/** A policy variable. */
const variable = (key: string) => `\${${key}}`;

const ana = {
  kind: "user",
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
  id: "AIDAEXAMPLEEXAMPLEANA",
} as const;

function ask(
  action: string,
  resource: string,
  context: Readonly<Record<string, ContextValue>> = {},
): AuthorizationRequest {
  const keys = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return { principal: ana, action, resource, resourceAccountId: ACCOUNT, context: keys };
}

function set(kind: PolicyKind, ...statements: readonly object[]): CompiledPolicySet {
  const result = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), kind);
  assert.ok(result.ok, JSON.stringify(result));
  return compilePolicySet([compilePolicy(result.policy)]);
}

/** What the told statements say must be what decided. */
function assertConsistent(
  explanation: Explanation,
  request: AuthorizationRequest,
  layers: PolicyLayers,
): void {
  const { decision, layer } = explanation;
  const told = explanation.layers.filter((each) => each.skipped === undefined);
  const own = told.filter((each) => each.layer === layer);
  const denies = told.filter((each) => each.verdict === "denies");
  assert.equal(denies.length > 0, decision === "explicitDeny");
  if (decision === "explicitDeny") assert.equal(denies[0]?.layer, layer);
  if (decision === "allowed") assert.ok(own.every((each) => isGrant(each)));
  if (decision === "implicitDeny" && !isMissingSession(layers, layer)) {
    assert.ok(own.some((each) => each.verdict === "silent"));
  }
  for (const each of explanation.layers) {
    assert.equal(each.skipped, whySkipped(each.layer, request));
    for (const { matched, mismatch } of each.statements) assert.equal(matched, mismatch === undefined);
  }
}

const isGrant = ({ verdict }: LayerExplanation) => verdict === "allows" || verdict === "implied";
const isMissingSession = ({ session = [] }: PolicyLayers, layer: string) =>
  layer === "session" && session.length === 0;

/** Every change is needed and together they suffice. */
function assertAdditions(
  explanation: Explanation,
  request: AuthorizationRequest,
  layers: PolicyLayers,
): void {
  const { additions } = explanation;
  assert.equal(additions.length === 0, explanation.decision === "allowed");
  assert.equal(decide(request, additions.reduce(applyAddition, layers)).decision, "allowed");
  if (additions.length === 0) return;
  const allButLast = additions.slice(0, -1).reduce(applyAddition, layers);
  assert.notEqual(decide(request, allButLast).decision, "allowed");
}

/** A session of a role that builds. */
const BUILDER_ARN = `arn:aws:iam::${ACCOUNT}:role/build`;
const BUILDER = {
  kind: "roleSession",
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/build/one`,
  id: "AROAEXAMPLEEXAMPLE:one",
  roleArn: BUILDER_ARN,
  roleId: "AROAEXAMPLEEXAMPLE",
  serviceLinked: false,
} as const;

describe("an explanation", () => {
  for (const [name, series] of [
    ["scenarios", scenarioSeries],
    ["single statements", focusedSeries],
  ] as const) {
    it(`never changes the decision, tells what decided it, and how to be allowed (${name})`, () => {
      fc.assert(
        fc.property(series, ({ layers: written, requests }) => {
          const layers = compileDocuments(written, readDocument);
          for (const request of requests) {
            const explanation = explain(request, layers);
            const { decision, layer } = explanation;
            assert.deepEqual({ decision, layer }, { ...decide(request, layers) });
            assertConsistent(explanation, request, layers);
            assertAdditions(explanation, request, layers);
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it("agrees with what AWS's pages say", () => {
    for (const { name, layers: written, request, expected } of readCases(casesFolder)) {
      const layers = compileDocuments(written, readDocument);
      const explanation = explain(request, layers);
      assert.equal(explanation.decision, expected.decision, name);
      assertConsistent(explanation, request, layers);
      assertAdditions(explanation, request, layers);
    }
  });
});

const casesFolder = new URL("../../cases", import.meta.url).pathname;

describe("the first thing that did not match", () => {
  const identity = set(
    "identity",
    {
      Effect: "Allow",
      Action: ["s3:Get*", "s3:Put*"],
      Resource: `arn:aws:s3:::photos/${variable("aws:username")}/*`,
    },
    { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
    {
      Effect: "Allow",
      Action: "s3:*",
      Resource: "*",
      Condition: {
        Bool: { "aws:SecureTransport": "true" },
        "ForAnyValue:StringLikeIfExists": {
          "aws:TagKeys": [variable("aws:username"), variable("aws:absent")],
        },
      },
    },
  );
  const mismatches = (request: AuthorizationRequest) =>
    explain(request, { identity }).layers.flatMap((each) => each.statements.map(({ mismatch }) => mismatch));

  it("is the action, the resource or a condition key, with values after variables", () => {
    const context = { "aws:username": "ana", "aws:SecureTransport": "false" };
    assert.deepEqual(mismatches(ask("s3:GetObject", "arn:aws:s3:::photos/bob/cat.jpg", context)), [
      {
        element: "Resource",
        actual: "arn:aws:s3:::photos/bob/cat.jpg",
        expected: ["arn:aws:s3:::photos/ana/*"],
      },
      { element: "NotAction", actual: "s3:GetObject", expected: ["s3:*"] },
      {
        element: "Condition",
        operator: "Bool",
        key: "aws:SecureTransport",
        actual: "false",
        expected: ["true"],
      },
    ]);
  });

  it("keeps a value as written when its variable has none", () => {
    const context = { "aws:username": "ana", "aws:SecureTransport": "true", "aws:TagKeys": ["cost", "team"] };
    const request = ask("s3:DeleteObject", "arn:aws:s3:::photos/ana/cat.jpg", context);
    assert.deepEqual(mismatches(request)[2], {
      element: "Condition",
      operator: "ForAnyValue:StringLikeIfExists",
      key: "aws:TagKeys",
      actual: ["cost", "team"],
      expected: ["ana", variable("aws:absent")],
    });
  });

  it("keeps a value as written where its variables would make it longer than people read", () => {
    const written = variable("aws:UserAgent").repeat(100);
    const statement = {
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:UserAgent": written } },
    };
    const request = ask("s3:GetObject", "arn:aws:s3:::b", { "aws:UserAgent": "a".repeat(20_000) });
    const { layers } = explain(request, { identity: set("identity", statement) });
    const mismatch = layers[0]?.statements[0]?.mismatch;
    assert.deepEqual(mismatch?.element === "Condition" && mismatch.expected, [written]);
  });

  it("is the principal in a resource's policy", () => {
    const resource = set("resource", {
      Effect: "Allow",
      Principal: { AWS: "222222222222" },
      Action: "*",
      Resource: "*",
    });
    const [told] = explain(ask("s3:GetObject", "arn:aws:s3:::photos"), { resource }).layers;
    assert.deepEqual(told?.statements[0]?.mismatch, {
      element: "Principal",
      actual: [ana.arn, ana.id, ACCOUNT],
      expected: ["222222222222"],
    });
  });
});

describe("the additions", () => {
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const photo = "arn:aws:s3:::photos/cat.jpg";

  it("go to every layer that is silent, and lift what denies", () => {
    const layers: PolicyLayers = {
      serviceControl: [set("serviceControl", all), set("serviceControl", { ...all, Action: "ec2:*" })],
      boundary: set("boundary", all, { ...all, Effect: "Deny", Action: "s3:Delete*", Sid: "Keep" }),
    };
    const { additions } = explain(ask("s3:DeleteObject", photo), layers);
    assert.deepEqual(
      additions.map((each) =>
        each.kind === "liftDeny"
          ? [each.layer, each.level, each.statements.map((statement) => statement.statement.sid)]
          : [each.layer, each.level, each.statement],
      ),
      [
        ["boundary", 0, ["Keep"]],
        ["serviceControl", 1, { Effect: "Allow", Action: "s3:DeleteObject", Resource: photo }],
        ["identity", 0, { Effect: "Allow", Action: "s3:DeleteObject", Resource: photo }],
      ],
    );
  });

  it("name the condition that was almost met", () => {
    const Condition = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    const { additions } = explain(ask("s3:GetObject", photo), {
      identity: set("identity", { ...all, Action: "ec2:*" }, { ...all, Condition }),
    });
    const [addition] = additions;
    assert.ok(addition?.kind === "addStatement");
    assert.deepEqual(
      addition.almost.map(({ statement }) => statement.index),
      [1],
    );
  });

  it("name the role of a session in a trust policy, which has no resource", () => {
    const request = { ...ask("sts:AssumeRole", "arn:aws:iam::222222222222:role/deploy"), principal: BUILDER };
    const layers = { resourcePolicyRequired: true, identity: set("identity", all) };
    const { additions } = explain({ ...request, resourceAccountId: "222222222222" }, layers);
    assert.deepEqual(additions, [
      {
        kind: "addStatement",
        layer: "resource",
        level: 0,
        statement: { Effect: "Allow", Principal: { AWS: BUILDER_ARN }, Action: "sts:AssumeRole" },
        almost: [],
        escapes: [],
      },
    ]);
  });

  it("go to the boundary or session policy that limits what a policy grants to the role", () => {
    const request = { ...ask("sts:AssumeRole", `arn:aws:iam::${ACCOUNT}:role/deploy`), principal: BUILDER };
    const trust = { Effect: "Allow", Principal: { AWS: BUILDER_ARN }, Action: "sts:AssumeRole" };
    const onlyEc2 = { Effect: "Allow", Action: "ec2:*", Resource: "*" };
    const granted = { resource: set("trust", trust), resourcePolicyRequired: true };
    for (const [layer, layers] of [
      ["boundary", { ...granted, boundary: set("boundary", onlyEc2) }],
      ["session", { ...granted, session: [set("session", onlyEc2)] }],
    ] as const) {
      const explanation = explain(request, layers);
      assert.deepEqual([explanation.decision, explanation.layer], ["implicitDeny", layer]);
      assert.deepEqual(
        explanation.additions.map((each) => each.layer),
        [layer],
      );
      const noun = layer === "boundary" ? "permissions boundary" : "session policy";
      const reason = `because no ${noun} allows the sts:AssumeRole action`;
      assert.ok(accessDeniedMessage(request, explanation).endsWith(reason));
    }
  });

  it("escape what a resource's name has in common with patterns", () => {
    const { additions } = explain(ask("s3:GetObject", `arn:aws:s3:::photos/a*b?${variable("c")}`), {});
    const [addition] = additions;
    assert.ok(addition?.kind === "addStatement");
    const escaped = `arn:aws:s3:::photos/a${variable("*")}b${variable("?")}${variable("$")}{c}`;
    assert.equal(addition.statement.Resource, escaped);
  });
});
