import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { askOrganization, type PassageQuestion } from "./ask-organization.ts";
import type { GuardRail, Stop } from "./guard-rails.ts";

const everything = { Effect: "Allow", Action: "*", Resource: "*" };

function rail(name: string, kind: GuardRail["kind"], ...Statement: readonly object[]): GuardRail {
  return { id: name, name, kind, content: JSON.stringify({ Version: "2012-10-17", Statement }) };
}

const full = rail("FullAWSAccess", "serviceControl", everything);
const fullRcp = rail("RCPFullAWSAccess", "resourceControl", { ...everything, Principal: "*" });
const stop = (name: string, ...guardRails: readonly GuardRail[]): Stop => ({ id: name, name, guardRails });

function ask(stops: readonly Stop[], action: string, context: PassageQuestion["context"] = {}) {
  return askOrganization(stops, {
    organizationId: "o-nordwind42",
    accountId: "444455556666",
    action,
    context,
  });
}

const guarded = rail("ProductionGuardrails", "serviceControl", {
  Effect: "Deny",
  Action: "s3:Delete*",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:PrincipalTag/BreakGlass": "open" } },
});
const onlyEurope = rail("OnlyEurope", "serviceControl", {
  Effect: "Deny",
  NotAction: ["iam:*", "sts:*"],
  Resource: "*",
  Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } },
});
const onlyOurs = rail("OnlyOurOrganization", "resourceControl", {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-nordwind42" } },
});
const way = [
  stop("Root", full, fullRcp, onlyEurope, onlyOurs),
  stop("Production", full, guarded),
  stop("shop", full),
];

describe("what an organization says of a request", () => {
  it("names nothing where every level lets it through", () => {
    assert.deepEqual(ask(way, "iam:ListUsers"), []);
    assert.deepEqual(ask(way, "s3:GetObject", { "aws:RequestedRegion": "eu-west-1" }), []);
  });

  it("names the level, its policies, and what would spare the request", () => {
    const [hindrance, ...others] = ask(way, "s3:DeleteObject", { "aws:RequestedRegion": "eu-west-1" });
    assert.deepEqual(others, []);
    assert.deepEqual(hindrance, {
      stopName: "Production",
      outcome: "depends",
      kind: "explicitDeny",
      policyNames: ["ProductionGuardrails"],
      dependsOn: ["aws:PrincipalTag/BreakGlass"],
      escapes: [{ key: "aws:PrincipalTag/BreakGlass", kind: "value", value: "open", example: undefined }],
    });
  });

  it("tells every level that may stop it, from the root down", () => {
    const found = ask(way, "s3:DeleteObject");
    assert.deepEqual(
      found.map(({ stopName, outcome }) => [stopName, outcome]),
      [
        ["Root", "depends"],
        ["Production", "depends"],
      ],
    );
    const outside = ask(way, "s3:DeleteObject", { "aws:RequestedRegion": "us-east-1" });
    assert.equal(outside[0]?.outcome, "denied");
    assert.deepEqual(outside[0]?.policyNames, ["OnlyEurope"]);
  });

  it("tells a level of which no policy allows it", () => {
    const allowList = stop("Sandbox", rail("OnlyS3", "serviceControl", { ...everything, Action: "s3:*" }));
    const [hindrance] = ask([stop("Root", full), allowList], "ec2:RunInstances");
    assert.equal(hindrance?.stopName, "Sandbox");
    assert.equal(hindrance?.kind, "implicitDeny");
    assert.equal(hindrance?.outcome, "denied");
    assert.deepEqual(hindrance?.policyNames, ["OnlyS3"]);
  });

  it("reads a policy once, however often it is asked", () => {
    let reads = 0;
    const { content, ...others } = guarded;
    const counted: GuardRail = {
      ...others,
      get content() {
        reads += 1;
        return content;
      },
    };
    for (const action of ["s", "s3:", "s3:DeleteObject"]) ask([stop("Production", full, counted)], action);
    assert.equal(reads, 1);
  });
});
