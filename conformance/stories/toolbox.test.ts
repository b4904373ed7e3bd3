import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  GetUserCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { deniedMessageOf, readDeniedMessage } from "../installation/denied.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { askToolbox, detailsOf, type ToolboxAnswer } from "../installation/toolbox.ts";

/** Why a request was denied: looked up by its authorization id. */
const secret = "story-secret-of-at-least-16";
const A = "111111111111";
const B = "222222222222";
const GUARD = `arn:aws:iam::${A}:policy/Guard`;
const ROLE = `arn:aws:iam::${A}:role/Deploy`;
const GUARD_DOCUMENT = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" },
    { Effect: "Allow", Action: "iam:ListUsers", Resource: "*" },
  ],
};
const allow = (...Action: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action, Resource: "*" },
});
const READER = allow("iam:GetRequestAuthorizationDetails", "iam:GetRequestAuthorizationPolicy");
const TRUST = {
  Version: "2012-10-17",
  Statement: {
    Sid: "Known",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${B}:root` },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": "right" } },
  },
};
const key = (name: string): Keys => ({ accessKeyId: `AKIASEEDSEEDS${name}`, secretAccessKey: secret });
const user = (name: string, more: object = {}) => ({
  name: name.toLowerCase(),
  accessKeys: [{ id: key(name).accessKeyId, secret }],
  ...more,
});
const fullAccess = "arn:aws:iam::aws:policy/IAMFullAccess";

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation({
    accounts: [
      {
        id: A,
        policies: [{ name: "Guard", document: GUARD_DOCUMENT }],
        groups: [{ name: "Staff", inlinePolicies: { Team: allow("iam:GetUser") } }],
        users: [
          user("ADMIN", { policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
          user("READER", { inlinePolicies: { Read: READER } }),
          user("ANN", { policies: [fullAccess, "Guard"], groups: ["Staff"], tags: { team: "blue" } }),
          user("MOE", { inlinePolicies: { Own: allow("iam:AddRoleToInstanceProfile") } }),
          user("GONE", { inlinePolicies: { Own: allow("iam:ListUsers") } }),
        ],
        roles: [{ name: "Deploy", trust: TRUST, tags: { secret: "of-a" } }],
      },
      {
        id: B,
        users: [
          user("EVE", { inlinePolicies: { All: allow("*") }, tags: { team: "red" } }),
          user("EVA", { inlinePolicies: { Read: READER } }),
        ],
      },
    ],
  });
});
after(() => installation.stop());

const as = (name: string) => clientsOf(installation, key(name));
const idOf = async (call: Promise<unknown>) => readDeniedMessage(await deniedMessageOf(call)).id;
const details = (name: string, id: string) => detailsOf(installation, key(name), id);
const policy = (name: string, id: string, policyUri: string) =>
  askToolbox(installation, key(name), `/authorization-details/${id}/policy`, { policyUri });
const createUser = (name: string) => as(name).iam.send(new CreateUserCommand({ UserName: "dan" }));

interface Policy {
  readonly type: string;
  readonly inline: boolean;
  readonly uri: string;
  readonly attachedTo: readonly { readonly arn: string }[];
}
const policiesOf = ({ body }: ToolboxAnswer) => body.policies as readonly Policy[];
const sorted = (items: readonly string[]) => items.toSorted();

test("the details tell the question, each policy, and the statement that denied", async () => {
  const answer = await details("READER", await idOf(createUser("ANN")));
  assert.equal(answer.status, 200);
  const context = answer.body.requestContext as Readonly<Record<string, unknown>>;
  assert.equal(context["aws:PrincipalArn"], `arn:aws:iam::${A}:user/ann`);
  assert.equal(context["aws:PrincipalTag/team"], "blue");
  assert.equal(context["aws:SourceIp"], "127.0.0.1");
  assert.equal(context["aws:username"], "ann");
  assert.equal(context["aws:ResourceAccount"], undefined, "is of the permission, not of the request");
  assert.deepEqual(answer.body.evaluations, [
    {
      action: "iam:CreateUser",
      resource: `arn:aws:iam::${A}:user/dan`,
      context: { "aws:ResourceAccount": A },
      evaluatedEffect: "EXPLICIT_DENY",
      matchedPolicies: [
        { uri: fullAccess, matchedStatements: [{ sid: "Statement1", evaluatedEffect: "ALLOW" }] },
        { uri: GUARD, matchedStatements: [{ sid: "NoUsers", evaluatedEffect: "DENY" }] },
      ],
    },
  ]);
  assert.equal(answer.body.nextToken, undefined);
  const shown = policiesOf(answer).map(({ type, inline, uri, attachedTo }) =>
    [type, inline, inline ? "" : uri, attachedTo[0]?.arn].join(" "),
  );
  assert.deepEqual(
    sorted(shown),
    sorted([
      `IDENTITY_BASED_POLICY false ${GUARD} arn:aws:iam::${A}:user/ann`,
      `IDENTITY_BASED_POLICY false ${fullAccess} arn:aws:iam::${A}:user/ann`,
      `IDENTITY_BASED_POLICY true  arn:aws:iam::${A}:group/Staff`,
    ]),
  );
});

test("a policy is told as it was when it denied, also once it and whom it denied are gone", async () => {
  const before = await idOf(createUser("ANN"));
  const { iam } = as("ADMIN");
  const gone = await idOf(as("GONE").iam.send(new GetUserCommand({ UserName: "ann" })));
  await details("READER", gone);
  const document = { ...GUARD_DOCUMENT, Statement: GUARD_DOCUMENT.Statement.slice(0, 1) };
  const version = { PolicyArn: GUARD, PolicyDocument: JSON.stringify(document), SetAsDefault: true };
  await iam.send(new CreatePolicyVersionCommand(version));
  const now = await idOf(createUser("ANN"));
  await details("READER", now);
  assert.deepEqual((await policy("READER", before, GUARD)).body, { policyDocument: GUARD_DOCUMENT });
  assert.deepEqual((await policy("READER", now, GUARD)).body, { policyDocument: document });

  const UserName = "gone";
  await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: "Own" }));
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: key("GONE").accessKeyId }));
  await iam.send(new DeleteUserCommand({ UserName }));
  const answer = await details("READER", gone);
  const [own] = policiesOf(answer);
  assert.deepEqual([own?.type, own?.inline], ["IDENTITY_BASED_POLICY", true]);
  assert.deepEqual((await policy("READER", gone, own?.uri ?? "")).body, {
    policyDocument: allow("iam:ListUsers"),
  });
});

test("each permission that a request needs is evaluated, also one that was allowed", async () => {
  const InstanceProfileName = "machines";
  await as("ADMIN").iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  const call = new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: "Deploy" });
  const answer = await details("READER", await idOf(as("MOE").iam.send(call)));
  const evaluations = answer.body.evaluations as readonly Readonly<Record<string, unknown>>[];
  const [own] = policiesOf(answer);
  const matched = [{ uri: own?.uri, matchedStatements: [{ sid: "Statement1", evaluatedEffect: "ALLOW" }] }];
  assert.deepEqual(
    evaluations.map(({ action, evaluatedEffect, matchedPolicies }) => [
      action,
      evaluatedEffect,
      matchedPolicies,
    ]),
    [
      ["iam:AddRoleToInstanceProfile", "ALLOW", matched],
      // "An implicit denial produces no matched policies."
      ["iam:PassRole", "IMPLICIT_DENY", []],
    ],
  );
});

test("who has no permission to look is denied, and that denial can be looked up too", async () => {
  const id = await idOf(createUser("ANN"));
  const answer = await askToolbox(installation, key("MOE"), `/authorization-details/${id}`);
  assert.deepEqual([answer.status, answer.outcome], [403, "AccessDeniedException"]);
  const own = readDeniedMessage(String(answer.body.message));
  assert.match(
    own.reason,
    /not authorized to perform: iam:GetRequestAuthorizationDetails on resource: \* because no/,
  );
  const [evaluation] = (await details("READER", own.id)).body.evaluations as readonly { resource: string }[];
  assert.equal(evaluation?.resource, "", "it is about no resource");
});

test("what never was, what is others' and what is over are told apart by nobody", async () => {
  const id = await idOf(createUser("ANN"));
  assert.equal((await details("READER", id)).status, 200);
  const unknown = await askToolbox(installation, key("READER"), `/authorization-details/${"0".repeat(25)}`);
  const foreign = await askToolbox(installation, key("EVA"), `/authorization-details/${id}`);
  const noPolicy = await policy("READER", id, `arn:aws:iam::${A}:policy/Other`);
  const foreignPolicy = await policy("EVA", id, GUARD);
  const missing = [unknown, foreign, noPolicy, foreignPolicy].map((answer) => ({ ...answer }));
  for (const answer of missing) assert.deepEqual(answer, unknown);
  assert.deepEqual([unknown.status, unknown.outcome], [404, "ResourceNotFoundException"]);
});

test("a request across accounts shows each its own part", async () => {
  const { sts } = as("EVE");
  const id = await idOf(
    sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "eve", ExternalId: "no" })),
  );
  const ofCaller = await details("EVA", id);
  const ofOwner = await details("READER", id);

  const types = (answer: ToolboxAnswer) => policiesOf(answer).map(({ type }) => type);
  assert.deepEqual(types(ofCaller), ["IDENTITY_BASED_POLICY"]);
  assert.deepEqual(types(ofOwner), ["RESOURCE_BASED_POLICY"]);
  const [caller] = ofCaller.body.evaluations as readonly Readonly<Record<string, unknown>>[];
  const [owner] = ofOwner.body.evaluations as readonly Readonly<Record<string, unknown>>[];
  // The role did not trust, which is its account's own business.
  assert.equal(caller?.evaluatedEffect, undefined);
  assert.equal(owner?.evaluatedEffect, "IMPLICIT_DENY");
  const keysOf = (context: unknown) => Object.keys(context as object);
  assert.ok(keysOf(caller?.context).includes("sts:ExternalId"));
  assert.ok(!keysOf(caller?.context).includes("aws:ResourceTag/secret"));
  assert.ok(keysOf(owner?.context).includes("aws:ResourceTag/secret"));
  assert.ok(keysOf(ofCaller.body.requestContext).includes("aws:PrincipalTag/team"));
  assert.ok(!keysOf(ofOwner.body.requestContext).includes("aws:PrincipalTag/team"));
  assert.ok(keysOf(ofOwner.body.requestContext).includes("aws:PrincipalArn"));
  // The documents are told to the caller's account alone, and of them its own.
  assert.equal((await policy("READER", id, policiesOf(ofOwner)[0]?.uri ?? "")).status, 404);
  assert.equal((await policy("EVA", id, policiesOf(ofOwner)[0]?.uri ?? "")).status, 404);
  assert.equal((await policy("EVA", id, policiesOf(ofCaller)[0]?.uri ?? "")).status, 200);

  const nothing = new AssumeRoleCommand({ RoleArn: `${ROLE}2`, RoleSessionName: "eve", ExternalId: "no" });
  const absent = await details("EVA", await idOf(sts.send(nothing)));
  const [evaluation] = absent.body.evaluations as readonly Readonly<Record<string, unknown>>[];
  assert.deepEqual({ ...evaluation, resource: ROLE }, caller, "a role that is not there looks the same");
});

test("an id that is none, and a token that no page gave, are refused", async () => {
  const id = await idOf(createUser("ANN"));
  await details("READER", id);
  const ask = (path: string, query = {}) => askToolbox(installation, key("READER"), path, query);
  assert.equal((await ask("/authorization-details/NOT-ONE")).outcome, "ValidationException");
  assert.equal(
    (await ask(`/authorization-details/${id}`, { nextToken: "x" })).outcome,
    "ValidationException",
  );
  assert.equal((await ask(`/authorization-details/${id}/policy`)).outcome, "ValidationException");
  assert.equal((await ask(`/authorization-details/${id}/other`)).status, 404);
});

test("25 hours later it is over", async () => {
  const id = await idOf(createUser("ANN"));
  assert.equal((await details("READER", id)).status, 200);
  installation.advanceClock(24 * 3_600_000);
  assert.equal((await askToolbox(installation, key("READER"), `/authorization-details/${id}`)).status, 200);
  installation.advanceClock(3_601_000);
  const answer = await askToolbox(installation, key("READER"), `/authorization-details/${id}`);
  assert.equal(answer.outcome, "ResourceNotFoundException");
});
