import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compilePolicy } from "../compile/compile-policy.ts";
import { compilePolicySet } from "../compile/policy-set.ts";
import { compileLayers } from "../decide/compiled-layers.ts";
import { decide } from "../decide/decide.ts";
import type { PolicyLayers } from "../decide/layers.ts";
import { parsePolicy } from "../document/parse.ts";
import type { PolicyKind } from "../document/policy.ts";
import { recordContext } from "../request/record-context.ts";
import { decideInPart } from "./decide-in-part.ts";
import { type PartialContextInput, partialContext } from "./partial-context.ts";
import type { PartialDecision } from "./partial-decision.ts";
import type { PartialRequest } from "./partial-question.ts";
import { UNKNOWN } from "./unknown.ts";

const account = "111122223333";
const base = {
  principal: { kind: "user", accountId: account, arn: `arn:aws:iam::${account}:user/ana`, id: "AIDAANA" },
  action: "s3:GetObject",
  resource: "arn:aws:s3:::photos/cat.jpg",
  resourceAccountId: account,
} as const;

function set(kind: PolicyKind, ...statements: readonly object[]) {
  const Statement = statements.map((statement) => ({
    Action: "*",
    Resource: "*",
    Effect: "Allow",
    ...statement,
  }));
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), kind);
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicySet([compilePolicy(parsed.policy)]);
}

function ask(
  layers: PolicyLayers,
  context: Partial<PartialContextInput>,
  request: Partial<PartialRequest> = {},
): PartialDecision {
  return decideInPart({ ...base, context: partialContext({ known: {}, ...context }), ...request }, layers);
}

const everything = { Effect: "Allow" } as const;
const unknownRest = { unknownRest: true } as const;

/** An Allow of all, and a Deny under a condition; and the Allow alone, under it. */
function outcomesUnder(condition: object, context: Partial<PartialContextInput> = unknownRest) {
  const denying = set("identity", everything, { Effect: "Deny", Condition: condition });
  const allowing = set("identity", { Condition: condition });
  return [ask({ identity: allowing }, context).outcome, ask({ identity: denying }, context).outcome];
}

describe("a condition on a key that is unknown", () => {
  const tag = "aws:ResourceTag/env";
  const inDoubt: Readonly<Record<string, object>> = {
    "a positive operator": { StringEquals: { [tag]: "prod" } },
    "a negated operator": { StringNotEquals: { [tag]: "prod" } },
    "…IfExists": { StringEqualsIfExists: { [tag]: "prod" } },
    "Null true": { Null: { [tag]: "true" } },
    "Null false": { Null: { [tag]: "false" } },
    ForAllValues: { "ForAllValues:StringEquals": { "aws:TagKeys": "env" } },
    ForAnyValue: { "ForAnyValue:StringEquals": { "aws:TagKeys": "env" } },
    Bool: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    NumericLessThan: { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
    NotIpAddress: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    ArnLike: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } },
    "a variable in the value": { StringEquals: { "aws:PrincipalTag/env": `\${${tag}}` } },
  };
  for (const [name, condition] of Object.entries(inDoubt)) {
    it(`neither allows nor spares a denial under ${name}`, () => {
      assert.deepEqual(outcomesUnder(condition), ["depends", "depends"]);
    });
  }

  it("is settled where a value cannot change it", () => {
    assert.deepEqual(outcomesUnder({ Null: { [tag]: ["true", "false"] } }), ["allowed", "denied"]);
    assert.deepEqual(outcomesUnder({ StringEquals: { "aws:TagKeys": "env" } }), ["denied", "allowed"]);
    assert.deepEqual(outcomesUnder({ NumericLessThan: { "s3:max-keys": "many" } }), ["denied", "allowed"]);
    assert.deepEqual(outcomesUnder({ IpAddress: { "aws:SourceIp": "10.0.0.0/33" } }), ["denied", "allowed"]);
    assert.deepEqual(outcomesUnder({ "ForAllValues:StringLike": { "aws:TagKeys": "*" } }), [
      "allowed",
      "denied",
    ]);
  });

  it("is not met where a variable in its value is known to be absent", () => {
    const condition = { StringEquals: { [tag]: "${aws:PrincipalTag/env}" } };
    const context = { unknownKeys: [tag] };
    assert.deepEqual(outcomesUnder(condition, context), ["denied", "allowed"]);
  });

  it("is settled by the keys that are known", () => {
    const condition = { StringEquals: { [tag]: "prod", "aws:RequestedRegion": "eu-north-1" } };
    const elsewhere = { known: { "aws:RequestedRegion": "us-east-1" }, unknownKeys: [tag] };
    assert.deepEqual(outcomesUnder(condition, elsewhere), ["denied", "allowed"]);
    const here = { known: { "aws:RequestedRegion": "eu-north-1" }, unknownKeys: [tag] };
    assert.deepEqual(outcomesUnder(condition, here), ["depends", "depends"]);
  });

  it("tells what a variable cannot be from what it may be", () => {
    const condition = { StringLike: { "aws:PrincipalTag/home": "home/${aws:ResourceTag/owner}/*" } };
    const known = (home: string) => ({
      known: { "aws:PrincipalTag/home": home },
      unknownKeys: ["aws:ResourceTag/owner"],
    });
    assert.deepEqual(outcomesUnder(condition, known("office/ana/x")), ["denied", "allowed"]);
    assert.deepEqual(outcomesUnder(condition, known("home/ana/x")), ["depends", "depends"]);
  });
});

describe("a variable that is unknown", () => {
  const asked = (operator: string, value: string, actual: string, key = "app:who") =>
    outcomesUnder({ [operator]: { "app:key": value } }, { known: { "app:key": actual }, unknownKeys: [key] });

  it("may be its default where its key has several values or none", () => {
    const tagKeys = "aws:TagKeys";
    assert.deepEqual(asked("StringEquals", "${aws:TagKeys, 'bob'}", "bob", tagKeys), ["depends", "depends"]);
    assert.deepEqual(asked("StringEquals", "${aws:TagKeys, 'bob'}", "ana", tagKeys), ["denied", "allowed"]);
    assert.deepEqual(asked("StringEquals", "${aws:TagKeys}", "bob", tagKeys), ["denied", "allowed"]);
  });

  it("stands in texts that are compared without regard to case", () => {
    assert.deepEqual(asked("StringEqualsIgnoreCase", "HOME/${app:who}", "home/ana"), ["depends", "depends"]);
  });

  it("may make an ARN of what is none, and the reverse, which a Deny takes for a match", () => {
    const arn = "arn:aws:iam::111122223333:user/ana";
    assert.deepEqual(asked("ArnLike", "arn:aws:iam::*:user/${app:who}", arn), ["depends", "depends"]);
    assert.deepEqual(asked("ArnLike", "arn:aws:s3:::${app:who}", arn), ["denied", "allowed"]);
    assert.deepEqual(asked("ArnLike", "${app:who}:aws:s3:::photos", arn), ["denied", "depends"]);
    assert.deepEqual(asked("ArnNotLike", "${app:who}:aws:s3:::photos", arn), ["depends", "denied"]);
  });
});

describe("what is known", () => {
  const identity = set("identity", { Condition: { StringEquals: { "aws:RequestTag/a": "1" } } });

  it("counts before what is said to be unknown, in any case", () => {
    assert.equal(
      ask({ identity }, { known: { "AWS:REQUESTTAG/A": 1 }, unknownKeys: ["aws:RequestTag/A"] }).outcome,
      "allowed",
    );
    assert.equal(
      ask({ identity }, { absentKeys: ["aws:RequestTag/A"], unknownRest: true }).outcome,
      "denied",
    );
    assert.equal(ask({ identity }, { unknownKeys: ["aws:RequestTag/B"] }).outcome, "denied");
    assert.equal(
      ask({ identity }, { unknownRest: (key) => key.startsWith("aws:requesttag/") }).outcome,
      "depends",
    );
    assert.equal(
      ask({ identity }, { unknownRest: (key) => key.startsWith("aws:resourcetag/") }).outcome,
      "denied",
    );
  });

  it("is decided as decide does, with the same layer", () => {
    const values = { "aws:RequestTag/a": "2" };
    const { decision, layer } = decide({ ...base, context: recordContext(values) }, { identity });
    const inPart = ask({ identity }, { known: values, unknownKeys: ["aws:SourceIp"] });
    assert.deepEqual(inPart, { outcome: "denied", layer, kind: decision, unknown: [] });
  });

  it("may be a context of one's own, and layers that are put together", () => {
    const context = { get: (key: string) => (key === "aws:requesttag/a" ? UNKNOWN : undefined) };
    const answer = {
      outcome: "depends",
      layer: "identity",
      kind: "implicitDeny",
      unknown: ["aws:RequestTag/a"],
    };
    assert.deepEqual(decideInPart({ ...base, context }, compileLayers({ identity })), answer);
  });
});

describe("the names of what a decision depends on", () => {
  const under = (key: string) => ({ Condition: { StringEquals: { [key]: "x" } } });

  it("are as the policies write them, each once", () => {
    const identity = set("identity", under("aws:ResourceTag/Env"), under("AWS:resourcetag/env"));
    assert.deepEqual(ask({ identity }, unknownRest).unknown, ["aws:ResourceTag/Env"]);
  });

  it("are those of the statements that can turn it", () => {
    const identity = set("identity", under("aws:ResourceTag/a"), {
      Action: "ec2:*",
      ...under("aws:ResourceTag/b"),
    });
    const boundary = set("boundary", everything, under("aws:ResourceTag/c"));
    const limited = {
      identity,
      boundary,
      serviceControl: [set("serviceControl", under("aws:ResourceTag/d"))],
    };
    assert.deepEqual(ask(limited, unknownRest).unknown, ["aws:ResourceTag/d", "aws:ResourceTag/a"]);
    const allowed = { ...limited, identity: set("identity", everything, under("aws:ResourceTag/a")) };
    assert.deepEqual(ask(allowed, unknownRest).unknown, ["aws:ResourceTag/d"]);
  });

  it("leave out conditions that are met, and variables without a say", () => {
    const identity = set("identity", {
      Condition: {
        StringEquals: { "aws:username": ["ana", "${aws:ResourceTag/owner}"], "aws:ResourceTag/a": "x" },
      },
    });
    const context = { known: { "aws:username": "ana" }, unknownRest: true };
    assert.deepEqual(ask({ identity }, context).unknown, ["aws:ResourceTag/a"]);
  });

  it("tell of a denial that may apply, by its layer", () => {
    const serviceControl = [
      set("serviceControl", everything, { Effect: "Deny", ...under("aws:ResourceTag/a") }),
    ];
    const answer = ask({ identity: set("identity", everything), serviceControl }, unknownRest);
    const expected = {
      outcome: "depends",
      layer: "serviceControl",
      kind: "explicitDeny",
      unknown: ["aws:ResourceTag/a"],
    };
    assert.deepEqual(answer, expected);
  });

  it("tell of a resource's grant that would spare the identity-based policy", () => {
    const resource = set("resource", {
      Principal: { AWS: base.principal.arn },
      ...under("aws:ResourceTag/a"),
    });
    const identity = set("identity", under("aws:ResourceTag/b"));
    assert.deepEqual(ask({ resource, identity }, unknownRest).unknown, [
      "aws:ResourceTag/a",
      "aws:ResourceTag/b",
    ]);
    assert.deepEqual(ask({ resource, identity: set("identity", everything) }, unknownRest).unknown, []);
    const elsewhere = { resourceAccountId: "444455556666" };
    const across = ask({ resource, identity: set("identity", everything) }, unknownRest, elsewhere);
    assert.deepEqual(across, {
      outcome: "depends",
      layer: "resource",
      kind: "implicitDeny",
      unknown: ["aws:ResourceTag/a"],
    });
  });
});

describe("a resource of which some is unknown", () => {
  const on = (element: object, resource: PartialRequest["resource"], effect = "Allow") =>
    ask(
      {
        identity: set("identity", ...(effect === "Deny" ? [everything] : []), { Effect: effect, ...element }),
      },
      {},
      { resource },
    );
  const object = ["arn:aws:s3:::photos/", UNKNOWN] as const;

  it("is allowed where the pattern covers it, denied where they cannot meet", () => {
    assert.equal(on({ Resource: "arn:aws:s3:::photos/*" }, object).outcome, "allowed");
    assert.equal(on({ Resource: "arn:aws:s3:::photos/a*" }, object).outcome, "depends");
    assert.equal(on({ Resource: "arn:aws:s3:::videos/*" }, object).outcome, "denied");
    assert.deepEqual(on({ Resource: "arn:aws:s3:::photos/a*" }, object).unknown, ["resource"]);
  });

  it("is denied where a denial may meet it", () => {
    assert.equal(on({ Resource: "arn:aws:s3:::photos/a*" }, object, "Deny").outcome, "depends");
    assert.equal(on({ Resource: "arn:aws:s3:::*" }, object, "Deny").outcome, "denied");
    assert.equal(on({ Resource: "arn:aws:s3:::videos/*" }, object, "Deny").outcome, "allowed");
  });

  it("is asked under NotResource", () => {
    assert.equal(
      on({ Resource: undefined, NotResource: "arn:aws:s3:::videos/*" }, object).outcome,
      "allowed",
    );
    assert.equal(
      on({ Resource: undefined, NotResource: "arn:aws:s3:::photos/a*" }, object).outcome,
      "depends",
    );
    assert.equal(on({ Resource: undefined, NotResource: "arn:aws:s3:::photos/*" }, object).outcome, "denied");
  });

  it("has no colons where one of its first parts is unknown", () => {
    const queue = ["arn:aws:sqs:", UNKNOWN, ":111122223333:orders"] as const;
    assert.equal(on({ Resource: "arn:aws:sqs:*:111122223333:orders" }, queue).outcome, "allowed");
    assert.equal(on({ Resource: "arn:aws:sqs:eu-*:111122223333:orders" }, queue).outcome, "depends");
    assert.equal(on({ Resource: "arn:aws:sqs:eu-north-1:9*:111122223333:orders" }, queue).outcome, "denied");
  });

  it("may be unknown as a whole", () => {
    assert.equal(on({ Resource: "*" }, UNKNOWN).outcome, "allowed");
    assert.equal(on({ Resource: "arn:aws:s3:::photos/*" }, UNKNOWN).outcome, "depends");
  });

  it("names itself, and variables beside it, which may stand for more of it than is known", () => {
    const element = { Resource: "arn:aws:s3:::photos/${aws:PrincipalTag/team}/*" };
    const layers = { identity: set("identity", element) };
    const known = ask(layers, unknownRest, { resource: "arn:aws:s3:::photos/red/cat.jpg" });
    assert.deepEqual(known.unknown, ["aws:PrincipalTag/team"]);
    const inRed = ask(layers, unknownRest, { resource: ["arn:aws:s3:::photos/red/", UNKNOWN] });
    assert.deepEqual(inRed.unknown, ["resource", "aws:PrincipalTag/team"]);
    const red = ask(layers, { known: { "aws:PrincipalTag/team": "red" } }, { resource: object });
    assert.deepEqual(red.unknown, ["resource"]);
  });

  it("may or may not be one that resource control policies reach", () => {
    const layers = {
      resource: set("resource", { Principal: "*" }),
      resourceControl: [set("resourceControl", { Principal: "*", Effect: "Deny" })],
    };
    const request = { action: "sts:AssumeRole" };
    const role = (path: string) =>
      ask(layers, {}, { ...request, resource: [`arn:aws:iam::${account}:role/${path}`, UNKNOWN] });
    assert.deepEqual(role("").unknown, ["resource"]);
    assert.equal(role("aws-service-role/").outcome, "allowed");
    assert.equal(role("team/").outcome, "denied");
  });
});
