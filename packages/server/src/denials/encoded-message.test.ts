import assert from "node:assert/strict";
import { test } from "node:test";
import { rootCaller, userCaller } from "@rolecall/access";
import { toAccountId, toUniqueId } from "@rolecall/names";
import { type ContextValue, compilePolicy, type Decision, parsePolicy } from "@rolecall/policy";
import fc from "fast-check";
import { decodedMessage } from "./encoded-message.ts";
import type { Evaluation } from "./evaluate-denial.ts";

const ACCOUNT = toAccountId("111111111111");
const ANN = userCaller(
  { id: toUniqueId("AIDAANN"), accountId: ACCOUNT, name: "ann", path: "/", createdAt: 0, tags: [] },
  "AKIAANN",
);

interface Made {
  readonly decision?: Decision;
  readonly statements?: readonly object[];
  readonly layer?: "identity" | "resource";
  readonly resourceAccountId?: string;
  readonly resource?: string;
  readonly own?: ReadonlyMap<string, ContextValue>;
  readonly request?: ReadonlyMap<string, ContextValue>;
}

function evaluation(made: Made = {}): Evaluation {
  const { layer = "identity", statements = [], resource = "arn:aws:iam::111111111111:user/bob" } = made;
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const parsed = parsePolicy(document, layer === "resource" ? "trust" : "identity");
  const policy = statements.length === 0 || !parsed.ok ? undefined : compilePolicy(parsed.policy);
  const question = {
    principal: ANN.principal,
    action: "iam:GetUser",
    resource,
    resourceAccountId: made.resourceAccountId ?? ACCOUNT,
    context: new Map(),
  };
  return {
    permission: { question, layers: {} } as unknown as Evaluation["permission"],
    decision: made.decision ?? { decision: "implicitDeny", layer },
    context: { own: made.own ?? new Map(), request: made.request ?? new Map() },
    matches:
      policy === undefined
        ? []
        : [
            {
              policy: { layer, policy, document, attachedTo: "" },
              statements: policy.policy.statements,
            },
          ],
  };
}

const read = (made: Made) => JSON.parse(decodedMessage(ANN, evaluation(made)));

test("an implicit denial, in the form of AWS's messages", () => {
  assert.deepEqual(
    read({ request: new Map([["aws:SourceIp", "192.0.2.1"]]), own: new Map([["aws:TagKeys", ["a", "b"]]]) }),
    {
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      permission: "iam:GetUser",
      context: {
        principal: { id: "AIDAANN", name: "ann", arn: "arn:aws:iam::111111111111:user/ann" },
        action: "GetUser",
        resource: "arn:aws:iam::111111111111:user/bob",
        conditions: {
          items: [
            { key: "aws:TagKeys", values: { items: [{ value: "a" }, { value: "b" }] } },
            { key: "aws:SourceIp", values: { items: [{ value: "192.0.2.1" }] } },
          ],
        },
      },
    },
  );
  assert.deepEqual(
    JSON.parse(decodedMessage(rootCaller(ACCOUNT, "AKIAROOT"), evaluation())).context.principal,
    {
      id: ACCOUNT,
      arn: "arn:aws:iam::111111111111:root",
    },
  );
});

const DENY = {
  Effect: "Deny",
  Action: ["iam:GetUser", "iam:ListUsers"],
  Resource: "*",
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
};
const EXPLICIT = { decision: "explicitDeny", layer: "identity" } as const;

test("the statements that denied explicitly", () => {
  const { explicitDeny, matchedStatements } = read({ decision: EXPLICIT, statements: [DENY] });
  assert.equal(explicitDeny, true);
  assert.deepEqual(matchedStatements.items, [
    {
      statementId: "",
      effect: "DENY",
      principals: { items: [{ value: "AIDAANN" }] },
      principalGroups: { items: [] },
      actions: { items: [{ value: "iam:GetUser" }, { value: "iam:ListUsers" }] },
      resources: { items: [{ value: "*" }] },
      conditions: { items: [{ key: "aws:MultiFactorAuthPresent", values: { items: [{ value: "false" }] } }] },
    },
  ]);
});

test("of another account's policies and tags nothing is told", () => {
  const trust = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" };
  const told = read({
    decision: { decision: "explicitDeny", layer: "resource" },
    layer: "resource",
    statements: [trust],
    resourceAccountId: "222222222222",
    own: new Map([
      ["aws:ResourceTag/secret", "x"],
      ["sts:ExternalId", "e"],
    ]),
  });
  assert.equal(told.explicitDeny, false);
  assert.deepEqual(told.matchedStatements.items, []);
  assert.deepEqual(
    told.context.conditions.items.map(({ key }: { key: string }) => key),
    ["sts:ExternalId"],
  );
});

test("whatever a request brings, a message has at most 4,500 bytes, and says what it leaves out", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 2_000 });
  const keys = fc.array(fc.tuple(text, fc.oneof(text, fc.array(text, { maxLength: 60 }))), { maxLength: 80 });
  const actions = fc.integer({ min: 1, max: 300 });
  fc.assert(
    fc.property(keys, keys, text, actions, (own, request, resource, count) => {
      const Action = Array.from({ length: count }, (_, index) => `iam:Action${index}`);
      const made = { own: new Map(own), request: new Map(request), resource, decision: EXPLICIT };
      const message = decodedMessage(
        ANN,
        evaluation({ ...made, statements: Array(count).fill({ ...DENY, Action }) }),
      );
      assert.ok(Buffer.byteLength(message) <= 4_500, `${Buffer.byteLength(message)} bytes`);
      const { context, matchedStatements } = JSON.parse(message);
      const told = (items: readonly { readonly omitted?: number }[]) =>
        items.reduce((sum, { omitted = 1 }) => sum + omitted, 0);
      assert.equal(told(context.conditions.items), made.own.size + made.request.size);
      assert.equal(told(matchedStatements.items), count);
    }),
    { numRuns: 100 },
  );
});
