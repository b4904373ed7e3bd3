import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT } from "../../../../access/src/records.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import { ALONE, ARNS, createOrganization, MEMBER, ORGANIZATION } from "../organization.test-support.ts";

const NONE = ["ResourcePolicyNotFoundException", "No resource-based policy found."] as const;

const STATEMENT = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
  Action: ["organizations:ListRoots", "organizations:Describe*"],
  Resource: "*",
};

function policyOf(changes: object = {}): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: { ...STATEMENT, ...changes } }, undefined, 3);
}

test("the delegation policy is read as it was written, changed under the same id, and deleted", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  await refuses(ask(management, "DescribeResourcePolicy", {}), ...NONE);
  const Tags = [{ Key: "team", Value: "a" }];
  const { ResourcePolicy } = await ask(management, "PutResourcePolicy", { Content: policyOf(), Tags });
  const { Id = "", Arn } = ResourcePolicy?.ResourcePolicySummary ?? {};
  assert.match(Id, /^rp-[a-z0-9]{8}$/);
  assert.equal(Arn, `${ARNS}:resourcepolicy/${ORGANIZATION}/${Id}`);
  const described = await ask(management, "DescribeResourcePolicy", {});
  assert.deepEqual(described.ResourcePolicy, { ResourcePolicySummary: { Id, Arn }, Content: policyOf() });
  await assert.rejects(ask(management, "PutResourcePolicy", { Content: policyOf(), Tags }), {
    code: "InvalidInputException",
  });
  const Content = policyOf({ Principal: { AWS: MEMBER } });
  const changed = await ask(management, "PutResourcePolicy", { Content });
  assert.deepEqual(changed.ResourcePolicy, { ResourcePolicySummary: { Id, Arn }, Content });
  assert.deepEqual((await ask(management, "ListTagsForResource", { ResourceId: Id })).Tags, Tags);
  await ask(management, "DeleteResourcePolicy", {});
  await refuses(ask(management, "DeleteResourcePolicy", {}), ...NONE);
});

const REFUSED: Readonly<Record<string, readonly (string | object)[]>> = {
  INVALID_RESOURCE_POLICY_JSON: ["{", "{}", { Effect: "Maybe" }, { Principal: undefined }],
  INVALID_PRINCIPAL: [
    { Principal: "*" },
    { Principal: { AWS: "*" } },
    { Principal: { AWS: ALONE } },
    { Principal: { AWS: "999999999999" } },
    { Principal: { Service: "sso.amazonaws.com" } },
  ],
  UNSUPPORTED_ACTION_IN_RESOURCE_POLICY: [
    { Action: "organizations:CreateAccount" },
    { Action: "organizations:*" },
    { Action: "*" },
    { Action: "s3:GetObject" },
    { Action: undefined, NotAction: "organizations:ListRoots" },
  ],
  UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY: [
    { Resource: "arn:aws:s3:::bucket" },
    { Resource: undefined },
    { Resource: undefined, NotResource: `arn:aws:organizations::${ACCOUNT}:root/*` },
  ],
  UNSUPPORTED_POLICY_TYPE_IN_RESOURCE_POLICY: [
    { Condition: { StringEquals: { "organizations:PolicyType": "MY_POLICY" } } },
  ],
};

test("what cannot be delegated is refused with AWS's reason", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  for (const [Reason, refused] of Object.entries(REFUSED)) {
    for (const each of refused) {
      const Content = typeof each === "string" ? each : policyOf(each);
      const expected = { code: "InvalidInputException", details: { Reason } };
      await assert.rejects(ask(management, "PutResourcePolicy", { Content }), expected, Content);
    }
  }
  await refuses(ask(management, "DescribeResourcePolicy", {}), ...NONE);
});

test("the delegation policy has as many characters as its quota says", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  await ask(management, "PutResourcePolicy", { Content: policyOf().padEnd(40_000) });
  await assert.rejects(ask(management, "PutResourcePolicy", { Content: policyOf().padEnd(40_001) }), {
    code: "ConstraintViolationException",
    details: { Reason: "POLICY_CONTENT_LIMIT_EXCEEDED" },
  });
});
