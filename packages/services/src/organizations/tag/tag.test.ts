import assert from "node:assert/strict";
import { test } from "node:test";
import { toOrganizationId } from "@rolecall/names";
import { ACCOUNT, NOW } from "../../../../access/src/records.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import {
  ALONE,
  createOrganization,
  createPolicy,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

const A = { Key: "team", Value: "a" };

async function putTransfer({ store }: OrganizationHarness): Promise<string> {
  const id = toOrganizationId("transfer", "rt-12345678");
  await store.write((tx) =>
    tx.responsibilityTransfers.insert({
      id,
      targetOrganizationId: ORGANIZATION,
      targetAccountId: ACCOUNT,
      sourceEmail: "source@example.com",
      name: "Bills",
      status: "REQUESTED",
      startsAt: NOW,
      handshakeId: toOrganizationId("handshake", `h-${"0".repeat(32)}`),
      tags: [],
    }),
  );
  return id;
}

test("root, unit, account, policy, delegation policy and transfer have tags", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  const Content = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: MEMBER },
      Action: "organizations:ListRoots",
      Resource: "*",
    },
  });
  const { ResourcePolicy } = await ask(management, "PutResourcePolicy", { Content });
  const things = [
    ROOT,
    UNIT,
    MEMBER,
    await createPolicy(harness, "Mine"),
    ResourcePolicy?.ResourcePolicySummary?.Id ?? "",
    await putTransfer(harness),
  ];
  const tagsOf = async (ResourceId: string) =>
    (await ask(management, "ListTagsForResource", { ResourceId })).Tags;
  for (const ResourceId of things) {
    await ask(management, "TagResource", { ResourceId, Tags: [A, { Key: "Team", Value: "" }] });
    await ask(management, "TagResource", { ResourceId, Tags: [{ Key: "team", Value: "b" }] });
    assert.deepEqual(
      await tagsOf(ResourceId),
      [
        { Key: "Team", Value: "" },
        { Key: "team", Value: "b" },
      ],
      ResourceId,
    );
  }
  for (const ResourceId of things) {
    await ask(management, "UntagResource", { ResourceId, TagKeys: ["team", "absent"] });
    assert.deepEqual(await tagsOf(ResourceId), [{ Key: "Team", Value: "" }], ResourceId);
  }
  // What was tagged is otherwise as it was.
  assert.equal((await ask(management, "DescribeResourcePolicy", {})).ResourcePolicy?.Content, Content);
});

test("tags are bounded, and keys of AWS's and keys that come twice are refused", async (t) => {
  const { ask, management, close } = await createOrganization({ TagsPerResource: 2 });
  t.after(close);
  const tag = (...Keys: readonly string[]) =>
    ask(management, "TagResource", { ResourceId: UNIT, Tags: Keys.map((Key) => ({ Key, Value: "" })) });
  await tag("a");
  await assert.rejects(tag("b", "c"), {
    code: "ConstraintViolationException",
    details: { Reason: "MAX_TAG_LIMIT_EXCEEDED" },
  });
  await assert.rejects(tag("b", "b"), { details: { Reason: "DUPLICATE_TAG_KEY" } });
  await assert.rejects(tag("AWS:b"), { details: { Reason: "INVALID_SYSTEM_TAGS_PARAMETER" } });
  await tag("a", "b");
});

test("what is not there, or is AWS's, takes no tags", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  const missing = ["TargetNotFoundException", "You specified a target that doesn't exist."] as const;
  for (const ResourceId of [
    ALONE,
    "ou-abcd-99999999",
    "r-zzzz",
    "p-99999999",
    "rp-99999999",
    "rt-99999999",
  ]) {
    await refuses(ask(management, "TagResource", { ResourceId, Tags: [A] }), ...missing);
    await refuses(ask(management, "ListTagsForResource", { ResourceId }), ...missing);
  }
  const ResourceId = "p-FullAWSAccess";
  await assert.rejects(ask(management, "TagResource", { ResourceId, Tags: [A] }), {
    details: { Reason: "IMMUTABLE_POLICY" },
  });
  assert.deepEqual((await ask(management, "ListTagsForResource", { ResourceId })).Tags, []);
});

test("conditions see the tags that a thing has", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  const user = await harness.addUser(ACCOUNT, "Tagger");
  await harness.allow("Tagger", {
    Action: "organizations:UntagResource",
    Condition: {
      StringEquals: { "aws:ResourceTag/team": "a" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["x"] },
    },
  });
  const untag = (...TagKeys: readonly string[]) =>
    ask(user, "UntagResource", { ResourceId: MEMBER, TagKeys });
  await assert.rejects(untag("x"), { name: "AccessDenied" });
  await ask(management, "TagResource", { ResourceId: MEMBER, Tags: [A] });
  await assert.rejects(untag("x", "team"), { name: "AccessDenied" });
  await untag("x");
});
