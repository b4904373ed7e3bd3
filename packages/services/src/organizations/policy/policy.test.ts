import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../../harness.test-support.ts";
import {
  ARNS,
  createOrganization,
  createPolicy,
  DENY_LEAVING,
  ORGANIZATION,
} from "../organization.test-support.ts";
import { POLICY_TYPES } from "../policy-type.ts";

const SCP = "SERVICE_CONTROL_POLICY";
const INPUT = { Name: "NoLeaving", Type: SCP, Content: DENY_LEAVING, Description: "Stay" } as const;
const MALFORMED = "The provided policy document does not meet the requirements of the specified policy type.";

test("a policy is created, shown, changed and deleted; what is left out of a change stays", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  const { Policy } = await ask(management, "CreatePolicy", INPUT);
  const { Id: PolicyId, Arn, ...summary } = Policy?.PolicySummary ?? {};
  assert.ok(PolicyId);
  assert.match(PolicyId, /^p-[a-z0-9]{8}$/);
  assert.equal(Arn, `${ARNS}:policy/${ORGANIZATION}/service_control_policy/${PolicyId}`);
  assert.deepEqual(summary, { Name: "NoLeaving", Description: "Stay", Type: SCP, AwsManaged: false });
  assert.equal(Policy?.Content, DENY_LEAVING);
  const Content = DENY_LEAVING.replace("Leave", "Close");
  const changed = await ask(management, "UpdatePolicy", { PolicyId, Content });
  assert.deepEqual(changed.Policy, { PolicySummary: Policy?.PolicySummary, Content });
  assert.deepEqual((await ask(management, "DescribePolicy", { PolicyId })).Policy, changed.Policy);
  await ask(management, "DeletePolicy", { PolicyId });
  await refuses(
    ask(management, "DescribePolicy", { PolicyId }),
    "PolicyNotFoundException",
    "You specified a policy that doesn't exist.",
  );
});

test("lists show AWS's policy first, and go on by token", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  for (const name of ["A", "B"]) await createPolicy(harness, name);
  const first = await ask(management, "ListPolicies", { Filter: SCP, MaxResults: 2 });
  assert.deepEqual(first.Policies?.[0], {
    Id: "p-FullAWSAccess",
    Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
    Name: "FullAWSAccess",
    Description: "Allows access to every operation",
    Type: SCP,
    AwsManaged: true,
  });
  const { NextToken } = first;
  const second = await ask(management, "ListPolicies", { Filter: SCP, MaxResults: 2, NextToken });
  const names = [...(first.Policies ?? []), ...(second.Policies ?? [])].map(({ Name }) => Name);
  assert.deepEqual(names.toSorted(), ["A", "B", "FullAWSAccess"]);
  assert.equal(second.NextToken, undefined);
  assert.deepEqual((await ask(management, "ListPolicies", { Filter: "TAG_POLICY" })).Policies, []);
  await refuses(
    ask(management, "ListPolicies", { Filter: "TAG_POLICY", ...(NextToken !== undefined && { NextToken }) }),
    "InvalidInputException",
    "You specified an invalid NextToken.",
  );
});

test("AWS's policies are shown and cannot be changed", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  const PolicyId = "p-RCPFullAWSAccess";
  const { Policy } = await ask(management, "DescribePolicy", { PolicyId });
  assert.equal(Policy?.Content, RCP_FULL);
  await Promise.all(
    [
      ask(management, "UpdatePolicy", { PolicyId, Name: "Mine" }),
      ask(management, "DeletePolicy", { PolicyId }),
    ].map((call) =>
      assert.rejects(call, { code: "InvalidInputException", details: { Reason: "IMMUTABLE_POLICY" } }),
    ),
  );
});

const RCP_FULL = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}`;

test("names are unique among policies of a type", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  await ask(management, "CreatePolicy", INPUT);
  const taken = ["DuplicatePolicyException", "A policy with the same name already exists."] as const;
  await refuses(ask(management, "CreatePolicy", INPUT), ...taken);
  const PolicyId = await createPolicy(harness, "Other");
  await refuses(ask(management, "UpdatePolicy", { PolicyId, Name: "NoLeaving" }), ...taken);
  await ask(management, "UpdatePolicy", { PolicyId, Name: "Other" });
  await createPolicy(harness, "NoLeaving", { Type: "TAG_POLICY", Content: '{"tags":{}}' });
});

test("every type has documents that it takes, and refuses those of the others", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  for (const [type, { language }] of Object.entries(POLICY_TYPES)) {
    const Type = type as keyof typeof POLICY_TYPES;
    const Content = typeof language === "string" ? LANGUAGES[language] : `{"${language.rootKey}":{}}`;
    const { Policy } = await ask(management, "CreatePolicy", { ...INPUT, Type, Content });
    assert.equal(Policy?.PolicySummary?.Type, Type);
    for (const wrong of ["{}", "", "[]", '{"other":{}}', `${Content}x`]) {
      await refuses(
        ask(management, "CreatePolicy", { ...INPUT, Type, Name: "Wrong", Content: wrong }),
        "MalformedPolicyDocumentException",
        MALFORMED,
      );
    }
  }
});

const LANGUAGES = {
  serviceControl: DENY_LEAVING,
  resourceControl: JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
  }),
};

test("documents have as many characters as the type allows, white space included", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  for (const [Type, size] of [
    [SCP, 10_240],
    ["TAG_POLICY", 10_000],
    ["AISERVICES_OPT_OUT_POLICY", 2500],
  ] as const) {
    const least = Type === SCP ? DENY_LEAVING : Type === "TAG_POLICY" ? '{"tags":{}}' : '{"services":{}}';
    const Content = least.padEnd(size);
    await ask(management, "CreatePolicy", { ...INPUT, Type, Content });
    await assert.rejects(
      ask(management, "CreatePolicy", { ...INPUT, Type, Name: "Long", Content: `${Content} ` }),
      {
        code: "ConstraintViolationException",
        message: "You have exceeded the maximum policy size.",
        details: { Reason: "POLICY_CONTENT_LIMIT_EXCEEDED" },
      },
    );
  }
});

test("an organization has as many policies of a type as its quota says, and none without all features", async (t) => {
  const harness = await createOrganization({ ServiceControlPolicies: 1 });
  t.after(harness.close);
  const { ask, management } = harness;
  await ask(management, "CreatePolicy", INPUT);
  await assert.rejects(ask(management, "CreatePolicy", { ...INPUT, Name: "Second" }), {
    details: { Reason: "POLICY_NUMBER_LIMIT_EXCEEDED" },
  });
  await harness.change({ featureSet: "CONSOLIDATED_BILLING" });
  await refuses(
    ask(management, "CreatePolicy", INPUT),
    "PolicyTypeNotAvailableForOrganizationException",
    "You can't use the specified policy type with the feature set currently enabled for this organization.",
  );
});

test("a policy brings its tags, which are checked before anything is made", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  const Tags = [{ Key: "team", Value: "a" }];
  await assert.rejects(ask(management, "CreatePolicy", { ...INPUT, Tags: [...Tags, ...Tags] }), {
    code: "InvalidInputException",
    details: { Reason: "DUPLICATE_TAG_KEY" },
  });
  const { Policy } = await ask(management, "CreatePolicy", { ...INPUT, Tags });
  const ResourceId = Policy?.PolicySummary?.Id ?? "";
  assert.deepEqual((await ask(management, "ListTagsForResource", { ResourceId })).Tags, Tags);
});
