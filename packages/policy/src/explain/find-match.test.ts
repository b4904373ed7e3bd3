import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileDocuments } from "../../oracle/engine-judge.ts";
import { focusedSeries } from "../../oracle/generate/focused.ts";
import { scenarioSeries } from "../../oracle/generate/scenario.ts";
import { readDocument } from "../../oracle/read-document.ts";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { decide } from "../decide/decide.ts";
import { parsePolicy } from "../document/parse.ts";
import type { AuthorizationRequest, ContextValue } from "../request/request.ts";
import { applyAddition } from "./additions.ts";
import { explain } from "./explain.ts";
import type { Escape } from "./explanation.ts";
import { withKey } from "./find-escapes.ts";
import { layerPasses } from "./layer-passes.ts";

const ana = {
  kind: "user",
  accountId: "111111111111",
  arn: "arn:aws:iam::111111111111:user/ana",
  id: "AIDAANA",
} as const;

function ask(action: string, context: Readonly<Record<string, ContextValue>> = {}): AuthorizationRequest {
  const keys = new Map(Object.entries(context));
  return {
    principal: ana,
    action,
    resource: "arn:aws:s3:::photos/cat.jpg",
    resourceAccountId: "111111111111",
    context: keys,
  };
}

function set(...Statement: readonly object[]) {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  assert.ok(parsed.ok, JSON.stringify(Statement));
  return compilePolicySet([compilePolicy(parsed.policy)]);
}

const ALL = { Effect: "Allow", Action: "*", Resource: "*" };

/** One Deny over a grant of everything, asked with a context: the escapes that are told. */
function escapesOf(deny: object, context: Readonly<Record<string, ContextValue>> = {}): readonly Escape[] {
  const { additions } = explain(ask("s3:DeleteObject", context), {
    identity: set(ALL, { Effect: "Deny", Action: "s3:*", Resource: "*", ...deny }),
  });
  const [lift, ...others] = additions;
  assert.deepEqual(others, []);
  assert.ok(lift?.kind === "liftDeny");
  return lift.escapes;
}

const value = (key: string, text: string, example?: string) => ({ key, kind: "value", value: text, example });
const bare = (key: string, kind: string) => ({ key, kind, value: undefined, example: undefined });

describe("what matched", () => {
  it("is the pattern, the resource and the values", () => {
    const deny = {
      Sid: "NoDeletes",
      Effect: "Deny",
      Action: ["kms:*", "s3:Delete*", "s3:*"],
      Resource: ["arn:aws:s3:::music/*", `arn:aws:s3:::photos/\${aws:PrincipalTag/pet}.*`],
      Condition: {
        StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" },
        StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
      },
    };
    const request = ask("s3:DeleteObject", {
      "aws:principaltag/pet": "cat",
      "aws:requestedregion": "eu-central-1",
    });
    const { layers } = explain(request, { identity: set(ALL, deny) });
    const [allow, denied] = layers.flatMap(({ statements }) => statements);
    assert.deepEqual(allow?.match?.action, { element: "Action", actual: "s3:DeleteObject", value: "*" });
    assert.deepEqual(denied?.match?.action, {
      element: "Action",
      actual: "s3:DeleteObject",
      value: "s3:Delete*",
    });
    assert.equal(denied?.match?.resource?.value, `arn:aws:s3:::photos/\${aws:PrincipalTag/pet}.*`);
    assert.deepEqual(
      denied?.match?.conditions.map(({ operator, key, actual, expected, met }) => ({
        operator,
        key,
        actual,
        expected,
        met,
      })),
      [
        {
          operator: "StringNotEquals",
          key: "aws:PrincipalTag/BreakGlass",
          actual: undefined,
          expected: ["open"],
          met: ["open"],
        },
        {
          operator: "StringEquals",
          key: "aws:RequestedRegion",
          actual: "eu-central-1",
          expected: ["eu-west-1", "eu-central-1"],
          met: ["eu-central-1"],
        },
      ],
    );
  });
});

describe("escapes from a deny", () => {
  it("are a tag, MFA, a region, an address, a number, and nothing where there is none", () => {
    assert.deepEqual(
      escapesOf({ Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } } }),
      [value("aws:PrincipalTag/BreakGlass", "open")],
    );
    assert.deepEqual(escapesOf({ Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }), [
      value("aws:MultiFactorAuthPresent", "true"),
    ]);
    assert.deepEqual(
      escapesOf(
        { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } },
        { "aws:requestedregion": "us-east-1" },
      ),
      [value("aws:RequestedRegion", "eu-west-1"), value("aws:RequestedRegion", "eu-central-1")],
    );
    assert.deepEqual(
      escapesOf(
        { Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
        { "aws:sourceip": "203.0.113.7" },
      ),
      [value("aws:SourceIp", "10.0.0.0/8", "10.0.0.0")],
    );
    assert.deepEqual(
      escapesOf(
        { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } },
        { "aws:requestedregion": "us-east-1" },
      ),
      [bare("aws:RequestedRegion", "other"), bare("aws:RequestedRegion", "absent")],
    );
    assert.deepEqual(
      escapesOf(
        { Condition: { NumericGreaterThanEquals: { "aws:MultiFactorAuthAge": "3600" } } },
        { "aws:multifactorauthage": "4000" },
      ),
      [value("aws:MultiFactorAuthAge", "3599"), bare("aws:MultiFactorAuthAge", "absent")],
    );
    assert.deepEqual(
      escapesOf(
        { Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } } },
        { "aws:principalarn": ana.arn },
      ),
      [value("aws:PrincipalArn", "arn:aws:iam::*:role/Admin*", "arn:aws:iam:::role/Admin")],
    );
    assert.deepEqual(escapesOf({}), []);
  });

  it("are looked for so many times at most, whatever the policy", () => {
    const questions = [100, 200].map((count) => {
      const Condition = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          `x:key${at}`,
          Array.from({ length: 20 }, (__, place) => `v${place}`),
        ]),
      );
      const identity = set(ALL, {
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringNotEquals: Condition },
      });
      let asked = 0;
      const get = () => {
        asked++;
        return undefined;
      };
      explain({ ...ask("s3:DeleteObject"), context: { get } }, { identity });
      return asked / count;
    });
    // What is asked of each condition does not grow with their number: so many contexts are tried, however many there are.
    assert.ok(questions[1]! <= questions[0]! * 1.1, `${questions}`);
    assert.ok(questions[1]! < 200, `${questions}`);
  });

  it("let the request through, each by itself, as the layers pass it or not", () => {
    let escapes = 0;
    for (const series of [scenarioSeries, focusedSeries]) {
      fc.assert(
        fc.property(series, ({ layers: written, requests }) => {
          const layers = compileDocuments(written, readDocument);
          for (const request of requests) {
            const explanation = explain(request, layers);
            for (const lift of explanation.additions) {
              if (lift.kind !== "liftDeny") continue;
              const others = explanation.additions
                .filter((each) => each !== lift)
                .reduce(applyAddition, layers);
              for (const change of lift.escapes) {
                if (change.kind === "other") continue;
                escapes++;
                const text = change.example ?? change.value;
                const trials = text === undefined ? [undefined] : [text, [text]];
                const isAllowed = trials.some(
                  (trial) =>
                    decide(withKey(request, change.key.toLowerCase(), trial), others).decision === "allowed",
                );
                assert.ok(isAllowed, JSON.stringify(change));
              }
            }
            const passes = layerPasses(explanation);
            const { decision, layer } = decide(request, layers);
            const decided = passes.filter(({ decides }) => decides !== undefined);
            assert.deepEqual(
              decided.map((each) => each.layer),
              [layer],
            );
            const cell = decision === "explicitDeny" ? decided[0]?.first : decided[0]?.second;
            if (decision === "explicitDeny") assert.equal(cell, "denies");
            if (decision === "implicitDeny") assert.equal(cell, "doesNotAllow");
            const isRoot = request.principal.kind === "root" && layer === "identity";
            if (decision === "allowed") assert.equal(cell, isRoot ? "exempt" : "allows");
            assert.equal(
              passes.some(({ first }) => first === "denies"),
              decision === "explicitDeny",
            );
            if (decision === "allowed") assert.ok(passes.every(({ second }) => second !== "doesNotAllow"));
          }
        }),
        { numRuns: 150 },
      );
    }
    assert.ok(escapes > 20, `${escapes} escapes`);
  });
});
