import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePolicySet } from "@rolecall/policy";
import {
  compiledPolicy,
  type MadeUpAccount,
  madeUpInstallation,
  type Statement,
} from "./made-up.test-support.ts";
import { type WhoCanOptions, type WhoCanQuestion, whoCan } from "./who-can.ts";

const A = "111122223333";
const B = "444455556666";
const READ = { action: "s3:GetObject", resource: "arn:aws:s3:::payroll/2026" };
const allow = (Action: unknown, Resource: unknown = "*", more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const trust = (Principal: unknown, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal,
  Action: "sts:AssumeRole",
  ...more,
});
const of = (kind: string, name: string, account = A) => `arn:aws:iam::${account}:${kind}/${name}`;
const MFA = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

type Told = readonly [who: string, state: string, through: readonly string[], needs?: readonly string[]];

function ask(
  accounts: readonly MadeUpAccount[],
  question: Partial<WhoCanQuestion> = {},
  options: Partial<WhoCanOptions> = {},
): readonly Told[] {
  const installation = madeUpInstallation(accounts);
  const answer = whoCan({ ...READ, ...question }, installation, {
    clock: () => 1_700_000_000_000,
    ...options,
  });
  assert.ok(answer.isFinished);
  return answer.ways.map(({ principal, state, through, needs, stoppedBy }) => {
    const why = state === "stopped" ? [`by ${stoppedBy}`] : needs;
    return why.length === 0 ? [principal, state, through] : [principal, state, through, why];
  });
}

test("by its own policy, by a group's, and by both", () => {
  const groups = { readers: [allow("s3:Get*")], writers: [allow("s3:Put*")] };
  const users = [
    { name: "ana", policy: [allow("s3:*")] },
    { name: "bela", groups: ["readers", "writers"] },
    { name: "clara", groups: ["writers"] },
    { name: "dan", groups: ["readers"], policy: [allow("s3:GetObject", "*", MFA)] },
  ];
  assert.deepEqual(ask([{ id: A, groups, users }]), [
    [of("user", "ana"), "open", []],
    [of("user", "bela"), "open", [of("group", "readers")]],
    [of("user", "dan"), "needs", [], ["aws:MultiFactorAuthPresent"]],
    [of("user", "dan"), "open", [of("group", "readers")]],
  ]);
});

test("by roles, one after the other and across accounts, with what each step needs", () => {
  const users = [{ name: "ana", policy: [allow("sts:AssumeRole", of("role", "*", B))] }];
  const roles = [
    { name: "Build", trust: [trust({ Service: "ec2.amazonaws.com" })], policy: [allow("sts:AssumeRole")] },
  ];
  const there = [
    {
      name: "Door",
      trust: [trust({ AWS: A }, MFA)],
      policy: [allow("sts:AssumeRole", of("role", "Reader", B))],
    },
    {
      name: "Reader",
      trust: [trust({ AWS: [of("role", "Door", B), of("role", "Build")] })],
      policy: [allow("s3:GetObject")],
    },
  ];
  const [build, door, reader] = [of("role", "Build"), of("role", "Door", B), of("role", "Reader", B)];
  assert.deepEqual(
    ask([
      { id: A, users, roles },
      { id: B, roles: there },
    ]),
    [
      [build, "open", [reader]],
      [door, "open", [reader]],
      [reader, "open", []],
      [of("user", "ana"), "needs", [door, reader], ["aws:MultiFactorAuthPresent"]],
      ["ec2.amazonaws.com", "open", [build, reader]],
    ],
  );
});

test("a session that another one began has shown no code", () => {
  const roles = [
    { name: "First", trust: [trust({ AWS: A })], policy: [allow("sts:AssumeRole")] },
    { name: "Second", trust: [trust({ AWS: of("role", "First") })], policy: [allow("s3:*", "*", MFA)] },
  ];
  const users = [{ name: "ana", policy: [allow("sts:AssumeRole", of("role", "First"))] }];
  assert.deepEqual(ask([{ id: A, users, roles }]), []);
  assert.deepEqual(ask([{ id: A, users, roles }], { context: { "aws:MultiFactorAuthPresent": true } }), []);
});

test("what stops a way is told by its layer, and what nothing grants is no way", () => {
  const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
  const users = [
    { name: "ana", policy: [allow("s3:*")], boundary: [allow("iam:*")] },
    { name: "bela", policy: [allow("s3:*"), deny] },
    { name: "clara", policy: [deny], boundary: [allow("iam:*")] },
  ];
  const organization = { id: "o-one", serviceControl: [[allow("*")], [allow("iam:*"), allow("sts:*")]] };
  const roles = [{ name: "Reader", trust: [trust({ AWS: A })], policy: [allow("s3:*")] }];
  assert.deepEqual(
    ask([
      { id: A, users },
      { id: B, organization, roles },
    ]),
    [
      [of("role", "Reader", B), "stopped", [], ["by serviceControl"]],
      [of("user", "ana"), "stopped", [], ["by boundary"]],
      [of("user", "bela"), "stopped", [], ["by identity"]],
    ],
  );
});

test("at most five roles after one another", () => {
  const names = ["R1", "R2", "R3", "R4", "R5", "R6"];
  const roles = names.map((name, place) => ({
    name,
    trust: [trust({ AWS: place === 0 ? of("user", "ana") : of("role", names[place - 1]!) })],
    policy: [place === 5 ? allow("s3:*") : allow("sts:AssumeRole")],
  }));
  const ways = ask([{ id: A, users: [{ name: "ana" }], roles }]);
  assert.deepEqual(
    ways.map(([who, , through]) => [who.split("/")[1], through.length]),
    [
      ["R1", 5],
      ["R2", 4],
      ["R3", 3],
      ["R4", 2],
      ["R5", 1],
      ["R6", 0],
    ],
  );
});

test("the most open way on is told, and of those the shortest", () => {
  const roles = [
    { name: "A", trust: [trust({ AWS: of("user", "ana") })], policy: [allow("sts:AssumeRole")] },
    { name: "B", trust: [trust({ AWS: of("role", "A") }, MFA)], policy: [allow("s3:*")] },
    { name: "C", trust: [trust({ AWS: of("role", "A") })], policy: [allow("sts:AssumeRole")] },
    { name: "D", trust: [trust({ AWS: of("role", "C") })], policy: [allow("s3:*")] },
  ];
  const [way] = ask([{ id: A, users: [{ name: "ana" }], roles }]).filter(
    ([who]) => who === of("user", "ana"),
  );
  assert.deepEqual(way, [of("user", "ana"), "open", [of("role", "A"), of("role", "C"), of("role", "D")]]);
});

test("to become a role, its trust policy is asked", () => {
  const roles = [
    {
      name: "Target",
      trust: [
        trust({ AWS: [A, "987654321098"] }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
      ],
    },
  ];
  const users = [
    { name: "ana", policy: [allow("sts:AssumeRole")] },
    { name: "bela", policy: [allow("s3:*")] },
  ];
  const question = { action: "sts:AssumeRole", resource: of("role", "Target") };
  assert.deepEqual(ask([{ id: A, users, roles }], question), [
    [of("user", "ana"), "needs", [], ["sts:ExternalId"]],
    ["arn:aws:iam::987654321098:root", "needs", [], ["sts:ExternalId"]],
  ]);
  assert.deepEqual(ask([{ id: A, users, roles }], { ...question, context: { "sts:ExternalId": "x" } })[0], [
    of("user", "ana"),
    "open",
    [],
  ]);
});

test("providers, everybody, and whom the resource's own policy names", () => {
  const github = of("oidc-provider", "token.actions.githubusercontent.com");
  const okta = of("saml-provider", "okta");
  const web = trust(
    { Federated: github },
    {
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:x" } },
    },
  );
  const roles = [
    { name: "Deploy", trust: [web], policy: [allow("s3:*")] },
    {
      name: "Staff",
      trust: [trust({ Federated: okta }, { Action: "sts:AssumeRoleWithSAML" })],
      policy: [allow("s3:*")],
    },
    { name: "Anyone", trust: [trust({ AWS: "*" })], policy: [allow("s3:*")] },
  ];
  const deploy = of("role", "Deploy");
  const staff = of("role", "Staff");
  assert.deepEqual(ask([{ id: A, roles: roles.slice(0, 2) }]), [
    [deploy, "open", []],
    [staff, "open", []],
    [github, "needs", [deploy], ["token.actions.githubusercontent.com:sub"]],
    [okta, "open", [staff]],
  ]);
  const anyone = of("role", "Anyone");
  assert.deepEqual(
    ask([
      { id: A, users: [{ name: "ana" }], roles: roles.slice(2) },
      { id: B, users: [{ name: "bela" }] },
    ]),
    [
      [anyone, "open", []],
      [of("user", "ana"), "open", [anyone]],
      ["*", "open", [anyone]],
    ],
  );
  const named = [{ Effect: "Allow", Principal: { AWS: of("user", "ana") }, Action: "s3:*", Resource: "*" }];
  const resourcePolicy = compilePolicySet([compiledPolicy(named, "resource")]);
  assert.deepEqual(ask([{ id: A, users: [{ name: "ana" }, { name: "bela" }] }], { resourcePolicy }), [
    [of("user", "ana"), "open", []],
  ]);
});

test("on request: by services and iam:PassRole, and who could give itself", () => {
  const roles = [{ name: "App", trust: [trust({ Service: "ec2.amazonaws.com" })], policy: [allow("s3:*")] }];
  const users = [
    {
      name: "ana",
      policy: [
        allow("iam:PassRole", "*", {
          Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        }),
      ],
    },
    {
      name: "bela",
      policy: [
        allow("iam:PassRole", "*", {
          Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        }),
      ],
    },
    { name: "clara", policy: [allow("iam:PutUserPolicy", of("user", "clara"))] },
    { name: "dan", policy: [allow("iam:*")], boundary: [allow("iam:*")] },
  ];
  const account = { id: A, roles, users };
  const app = of("role", "App");
  const without = [
    [app, "open", []],
    ["ec2.amazonaws.com", "open", [app]],
  ];
  assert.deepEqual(ask([account]), without);
  assert.deepEqual(
    ask([account], {}, { passRole: true }).filter(([who]) => /ana|bela/.test(who)),
    [[of("user", "ana"), "open", ["ec2.amazonaws.com", app]]],
  );
  assert.deepEqual(
    ask([account], {}, { couldGive: true }).filter(([who]) => who.includes("user")),
    [
      [of("user", "clara"), "open", ["iam:PutUserPolicy"]],
      [of("user", "dan"), "stopped", ["iam:PutUserPolicy"], ["by boundary"]],
    ],
  );
});
