import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createOrganization,
  createPolicy,
  MEMBER,
  type OrganizationHarness,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

const VIOLATION = { code: "ConstraintViolationException", details: { Reason: "TAG_POLICY_VIOLATION" } };

/** With a tag policy at the root: `CostCenter` in that very case, and one of two values. */
async function createGoverned(enforcedFor: readonly string[]): Promise<OrganizationHarness> {
  const harness = await createOrganization();
  const { ask, management } = harness;
  await ask(management, "EnablePolicyType", { RootId: ROOT, PolicyType: "TAG_POLICY" });
  const rule = {
    tag_key: { "@@assign": "CostCenter" },
    tag_value: { "@@assign": ["100", "2*9"] },
    enforced_for: { "@@assign": enforcedFor },
  };
  const Content = JSON.stringify({ tags: { costcenter: rule } });
  const PolicyId = await createPolicy(harness, "Costs", { Type: "TAG_POLICY", Content });
  await ask(management, "AttachPolicy", { PolicyId, TargetId: ROOT });
  return harness;
}

test("tags that do not comply are refused where the policy is enforced", async (t) => {
  const { ask, management, close } = await createGoverned(["organizations:ou", "ec2:*"]);
  t.after(close);
  const tag = (ResourceId: string, Key: string, Value: string) =>
    ask(management, "TagResource", { ResourceId, Tags: [{ Key, Value }] });
  for (const [key, value] of [
    ["costcenter", "100"],
    ["CostCenter", "101"],
    ["CostCenter", "2"],
    ["CostCenter", ""],
  ] as const) {
    await assert.rejects(tag(UNIT, key, value), VIOLATION, `${key}=${value}`);
    await tag(MEMBER, key, value);
  }
  for (const value of ["100", "29", "2009"]) await tag(UNIT, "CostCenter", value);
  await tag(UNIT, "team", "any");
  const unit = { ParentId: ROOT, Name: "New", Tags: [{ Key: "CostCenter", Value: "1" }] };
  await assert.rejects(ask(management, "CreateOrganizationalUnit", unit), VIOLATION);
  const account = { Email: "new@example.com", AccountName: "New", Tags: unit.Tags };
  await ask(management, "CreateAccount", account);
});

test("a policy for everything of an organization holds for accounts, policies and roots too", async (t) => {
  const { ask, management, close } = await createGoverned(["organizations:*"]);
  t.after(close);
  const Tags = [{ Key: "CostCenter", Value: "1" }];
  for (const ResourceId of [ROOT, UNIT, MEMBER]) {
    await assert.rejects(ask(management, "TagResource", { ResourceId, Tags }), VIOLATION);
  }
  const refused = [
    ask(management, "CreateAccount", { Email: "new@example.com", AccountName: "New", Tags }),
    ask(management, "InviteAccountToOrganization", { Target: { Id: "444444444444", Type: "ACCOUNT" }, Tags }),
    ask(management, "CreatePolicy", {
      Name: "x",
      Description: "",
      Type: "TAG_POLICY",
      Content: '{"tags":{}}',
      Tags,
    }),
  ];
  await Promise.all(refused.map((call) => assert.rejects(call, VIOLATION)));
});

test("tags that were there before may stay, and be taken away", async (t) => {
  const { ask, management, store, close } = await createGoverned(["organizations:*"]);
  t.after(close);
  await store.write(async (tx) => {
    const unit = await tx.organizationalUnits.byId(UNIT);
    assert.ok(unit);
    await tx.organizationalUnits.update({
      ...unit,
      tags: [
        { key: "costcenter", value: "old" },
        { key: "x", value: "" },
      ],
    });
  });
  await ask(management, "TagResource", { ResourceId: UNIT, Tags: [{ Key: "team", Value: "a" }] });
  await ask(management, "UntagResource", { ResourceId: UNIT, TagKeys: ["x"] });
  await ask(management, "UntagResource", { ResourceId: UNIT, TagKeys: ["costcenter"] });
});
