/** The cases follow answers of AWS that others recorded in September 2026; where ours differ, docs/simulation.md says so. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import type { EvaluationResult, SimulateCustomPolicyRequest } from "@rolecall/contracts/iam";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { allow, deny, OBJECT, OTHER_OBJECT, policy, told } from "./simulation.test-support.ts";

let h: Harness<IamOperations>;
before(async () => {
  h = await createHarness(iamService);
});
after(() => h.close());

const GET = { ActionNames: ["s3:GetObject"] };
const ANN = "arn:aws:iam::111111111111:user/staff/ann";

async function simulate(input: Partial<SimulateCustomPolicyRequest>): Promise<readonly EvaluationResult[]> {
  const given = { PolicyInputList: [], ...GET, ...input };
  return (await h.ask(h.root, "SimulateCustomPolicy", given)).EvaluationResults ?? [];
}

async function simulateOne(input: Partial<SimulateCustomPolicyRequest>): Promise<EvaluationResult> {
  const [result] = await simulate(input);
  assert.ok(result);
  return result;
}

const invalid = (input: Partial<SimulateCustomPolicyRequest>, message: string) =>
  refuses(simulate(input), "InvalidInput", message);

const statement = (id: string, type: string, end: number) => ({
  SourcePolicyId: id,
  SourcePolicyType: type,
  StartPosition: { Line: 1, Column: 38 },
  EndPosition: { Line: 1, Column: end },
});

test("without resources it is about *, and says no more than that", async () => {
  assert.deepEqual(await simulateOne({ PolicyInputList: [allow("s3:GetObject")] }), {
    EvalActionName: "s3:GetObject",
    EvalResourceName: "*",
    EvalDecision: "allowed",
    MatchedStatements: [statement("PolicyInputList.1", "IAM Policy", 95)],
    MissingContextValues: [],
  });
  assert.deepEqual(await simulateOne({}), {
    EvalActionName: "s3:GetObject",
    EvalResourceName: "*",
    EvalDecision: "implicitDeny",
    MatchedStatements: [],
    MissingContextValues: [],
  });
});

test("each resource has a result, and of all of them the most restrictive is told", async () => {
  const one = policy({ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT });
  const end = 38 + JSON.stringify({ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT }).length;
  const matched = [statement("PolicyInputList.1", "IAM Policy", end)];
  const resources = [OBJECT, OTHER_OBJECT, OBJECT];
  assert.deepEqual(await simulateOne({ PolicyInputList: [one], ResourceArns: resources }), {
    EvalActionName: "s3:GetObject",
    EvalDecision: "implicitDeny",
    MatchedStatements: matched,
    MissingContextValues: [],
    EvalDecisionDetails: {},
    ResourceSpecificResults: [
      { EvalResourceName: OBJECT, EvalResourceDecision: "allowed", MatchedStatements: matched },
      { EvalResourceName: OTHER_OBJECT, EvalResourceDecision: "implicitDeny" },
      { EvalResourceName: OBJECT, EvalResourceDecision: "allowed", MatchedStatements: matched },
    ],
  });
  const single = await simulateOne({ PolicyInputList: [one], ResourceArns: [OBJECT] });
  assert.equal(single.EvalResourceName, OBJECT);
});

test("actions keep their order and spelling, repeats too, and wildcards in them are plain characters", async () => {
  const actions = ["S3:gEtObJeCt", "s3:*", "s3:", "madeup:Action", "S3:gEtObJeCt"];
  const results = await simulate({ PolicyInputList: [allow("s3:GetObject")], ActionNames: actions });
  assert.deepEqual(
    results.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]),
    [
      ["S3:gEtObJeCt", "allowed"],
      ["s3:*", "implicitDeny"],
      ["s3:", "implicitDeny"],
      ["madeup:Action", "implicitDeny"],
      ["S3:gEtObJeCt", "allowed"],
    ],
  );
});

test("of a denial the statements that deny are shown, whichever policy they are in", async () => {
  const PolicyInputList = [allow("s3:*"), deny("s3:GetObject")];
  assert.equal(told(await simulateOne({ PolicyInputList })), "explicitDeny by PolicyInputList.2");
  const both = await simulateOne({
    PolicyInputList,
    PermissionsBoundaryPolicyInputList: [deny("s3:*")],
  });
  assert.equal(told(both), "explicitDeny by PermissionsBoundaryPolicyInputList.1, PolicyInputList.2");
  assert.deepEqual(both.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: false });
  assert.equal(both.MatchedStatements?.[1]?.SourcePolicyType, "Permissions Boundary Policy");
});

test("a boundary limits, and what it allows is not among the statements", async () => {
  const bounded = (boundary: string) =>
    simulateOne({ PolicyInputList: [allow("s3:*")], PermissionsBoundaryPolicyInputList: [boundary] });
  const allowed = await bounded(allow("s3:GetObject"));
  assert.equal(told(allowed), "allowed by PolicyInputList.1");
  assert.deepEqual(allowed.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: true });
  const denied = await bounded(allow("s3:PutObject"));
  assert.equal(told(denied), "implicitDeny");
  assert.deepEqual(denied.PermissionsBoundaryDecisionDetail, { AllowedByPermissionsBoundary: false });
  await invalid(
    { PermissionsBoundaryPolicyInputList: [allow("*"), allow("*")] },
    "The list of Permissions Boundary policies cannot exceed 1 items.",
  );
});

test("every level of an organization must allow, and what one denies hides the rest", async () => {
  const levels = (...documents: readonly string[]) =>
    simulateOne({
      PolicyInputList: [
        allow("s3:GetObject"),
        allow("s3:*", { Condition: { Bool: { "x:missing": "true" } } }),
      ],
      OrderedOrganizationPolicyInputList: documents.map((text) => ({
        ServiceControlPolicyInputList: [text],
      })),
    });
  const allowed = await levels(allow("*"), allow("*"));
  assert.equal(told(allowed), "allowed by PolicyInputList.1");
  assert.deepEqual(allowed.OrganizationsDecisionDetail, { AllowedByOrganizations: true });
  for (const [document, decision] of [
    [deny("s3:GetObject"), "explicitDeny"],
    [allow("ec2:*"), "implicitDeny"],
  ] as const) {
    const denied = await levels(allow("*"), document);
    assert.equal(told(denied), decision);
    assert.deepEqual(denied.OrganizationsDecisionDetail, { AllowedByOrganizations: false });
    assert.deepEqual(denied.MissingContextValues, []);
  }
  await invalid(
    { OrderedOrganizationPolicyInputList: [{}] },
    "Organization policy input list item 1 has no service control policy.",
  );
  await invalid(
    { OrderedOrganizationPolicyInputList: Array(8).fill({ ServiceControlPolicyInputList: [allow("*")] }) },
    "The list of organization policies cannot exceed 7 items.",
  );
});

test("where nothing allows, every key is missing that the input does not give, as it is written", async () => {
  const asks = (key: string, value: string, more = {}) =>
    allow("s3:GetObject", { Condition: { StringEquals: { [key]: value } }, ...more });
  const missing = async (...PolicyInputList: readonly string[]) =>
    (await simulateOne({ PolicyInputList })).MissingContextValues;
  assert.deepEqual(await missing(asks("x:key", "a"), asks("X:Key", "a")), ["x:key", "X:Key"]);
  assert.deepEqual(await missing(asks("x:key", "a", { Action: "s3:PutObject" })), ["x:key"]);
  assert.deepEqual(await missing(asks("aws:userid", "somebody")), ["aws:userid"]);
  assert.deepEqual(await missing(asks("x:key", "${x:value, 'b'}")), ["x:key", "x:value"]);
  assert.deepEqual(await missing(asks("x:key", "a"), allow("s3:*")), []);
  assert.deepEqual(await missing(asks("x:key", "a"), deny("s3:*")), []);
  const given = { ContextKeyName: "X:KEY", ContextKeyType: "string", ContextKeyValues: ["b"] } as const;
  const result = await simulateOne({ PolicyInputList: [asks("x:key", "a")], ContextEntries: [given] });
  assert.deepEqual([told(result), result.MissingContextValues], ["implicitDeny", []]);
});

test("who asks fills some keys, and what is given counts before it", async () => {
  const asks = (key: string, value: string, input: Partial<SimulateCustomPolicyRequest> = {}) =>
    simulateOne({
      PolicyInputList: [allow("s3:GetObject", { Condition: { StringEquals: { [key]: value } } })],
      ...input,
    }).then(({ EvalDecision }) => EvalDecision);
  const byAnn = { CallerArn: ANN };
  assert.equal(await asks("aws:userid", "STUB_PRINCIPAL_FOR_POLICY_SIMULATOR"), "allowed");
  assert.equal(await asks("aws:PrincipalAccount", h.accountId), "allowed");
  assert.equal(await asks("aws:PrincipalArn", "*"), "implicitDeny");
  assert.equal(await asks("aws:userid", ANN, byAnn), "allowed");
  assert.equal(await asks("aws:PrincipalArn", ANN, byAnn), "allowed");
  assert.equal(await asks("aws:username", "ann", byAnn), "allowed");
  const group = ANN.replace("user/", "group/");
  assert.equal(await asks("aws:username", "ann", { CallerArn: group }), "implicitDeny");
  const entry = { ContextKeyName: "AWS:userid", ContextKeyType: "string", ContextKeyValues: ["x"] } as const;
  assert.equal(await asks("aws:userid", "x", { ...byAnn, ContextEntries: [entry] }), "allowed");
});

test("a resource's policy allows by itself within the account, and not across accounts", async () => {
  const grant = (Principal: unknown, more = {}) =>
    policy({
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::photos/*",
      Principal,
      ...more,
    });
  const asks = (ResourcePolicy: string, input: Partial<SimulateCustomPolicyRequest> = {}) =>
    simulateOne({ CallerArn: ANN, ResourceArns: [OBJECT], ResourcePolicy, ...input });
  assert.equal(told(await asks(grant({ AWS: ANN }))), "allowed by ResourcePolicy");
  assert.equal(told(await asks(grant({ AWS: `${ANN}a` }))), "implicitDeny");
  const both = await asks(grant({ AWS: ANN }), { PolicyInputList: [allow("s3:*")] });
  assert.equal(told(both), "allowed by PolicyInputList.1, ResourcePolicy");
  assert.deepEqual(both.EvalDecisionDetails, {});
  const bounded = { PermissionsBoundaryPolicyInputList: [allow("s3:PutObject")] };
  assert.equal(told(await asks(grant({ AWS: ANN }), bounded)), "allowed by ResourcePolicy");

  const ResourceOwner = "arn:aws:iam::999999999999:root";
  const across = await asks(grant({ AWS: ANN }), { ResourceOwner });
  const details = { "IAM Policy": "implicitDeny", "Resource Policy": "allowed" } as const;
  assert.equal(told(across), "implicitDeny");
  assert.deepEqual(across.EvalDecisionDetails, details);
  assert.deepEqual(across.ResourceSpecificResults, [
    { EvalResourceName: OBJECT, EvalResourceDecision: "implicitDeny", EvalDecisionDetails: details },
  ]);
  const allowed = await asks(grant({ AWS: ANN }), {
    ResourceOwner,
    PolicyInputList: [allow("s3:*")],
    PermissionsBoundaryPolicyInputList: [allow("s3:*")],
  });
  assert.equal(told(allowed), "allowed by PolicyInputList.1, ResourcePolicy");
  assert.deepEqual(allowed.EvalDecisionDetails, {
    "IAM Policy": "allowed",
    "Permissions Boundary Policy": "allowed",
    "Resource Policy": "allowed",
  });
});

test("what cannot be simulated is refused in AWS's words", async () => {
  const entity = (arn: string) => `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`;
  const resource = (arn: string) => `ResourceNames are not in a valid ARN format: ${arn}.`;
  await invalid({ ActionNames: ["GetObject"] }, "The action is invalid since it is missing names");
  for (const arn of ["not-an-arn", "arn:aws:s3"]) await invalid({ ResourceArns: [arn] }, resource(arn));
  const content = "Policy input list item 2 has invalid content";
  for (const text of ["{", '{"Version":"2099-01-01","Statement":[]}'])
    await invalid({ PolicyInputList: [allow("*"), text] }, content);
  await invalid({ CallerArn: "arn:aws:iam::111111111111:root" }, entity("arn:aws:iam::111111111111:root"));
  await invalid({ ResourceOwner: "999999999999" }, entity("999999999999"));
  const everywhere = policy({ Effect: "Allow", Action: "s3:*", Resource: "*", Principal: "*" });
  const trusted = { CallerArn: ANN, ResourcePolicy: everywhere };
  await invalid(trusted, entity("*"));
  await invalid({ ...trusted, ResourceArns: ["*"] }, entity("*"));
  await invalid({ ...trusted, ResourceArns: [OBJECT] }, resource("*"));
  await invalid(
    { ...trusted, ResourceArns: [OBJECT], ResourcePolicy: "{" },
    "Resource policy has invalid content",
  );
  const { ResourcePolicy } = trusted;
  await invalid(
    { ResourcePolicy, ResourceArns: [OBJECT] },
    "CallerArn is required where there is a ResourcePolicy.",
  );
});

test("resource handling options are for some actions alone, and add no resources", async () => {
  const instance = ["arn:aws:ec2:us-east-1:111111111111:instance/i-1"];
  const option = { ResourceHandlingOption: "EC2-VPC-EBS", ResourceArns: instance };
  const run = await simulateOne({
    ...option,
    PolicyInputList: [allow("*")],
    ActionNames: ["ec2:RunInstances"],
  });
  assert.equal(run.EvalDecision, "allowed");
  assert.equal(run.ResourceSpecificResults?.length, 1);
  await invalid(
    option,
    "Invalid input resource handling options. Action does not support resource handling options: s3:GetObject. Please refer to the documentation for more details: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html",
  );
  assert.equal((await simulate({ ResourceHandlingOption: "fictional" })).length, 1);
});
