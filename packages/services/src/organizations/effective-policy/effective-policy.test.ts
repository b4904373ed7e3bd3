import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccountId } from "@rolecall/names";
import { ACCOUNT, NOW } from "../../../../access/src/records.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import {
  ALONE,
  createOrganization,
  createPolicy,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OTHER,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

const TAGS = { PolicyType: "TAG_POLICY" } as const;
const BACKUP = { PolicyType: "BACKUP_POLICY" } as const;
const NOT_FOUND = [
  "EffectivePolicyNotFoundException",
  "The specified policy type is not enabled. Enable that policy type on your organization root and then retry.",
] as const;

const team = (members: object) => JSON.stringify({ tags: { Team: members } });

/** Creates a policy and attaches it. */
async function attach(
  harness: OrganizationHarness,
  TargetId: string,
  given: { readonly Type: "TAG_POLICY" | "BACKUP_POLICY"; readonly Content: string; readonly Name: string },
): Promise<string> {
  const PolicyId = await createPolicy(harness, given.Name, given);
  await harness.ask(harness.management, "AttachPolicy", { PolicyId, TargetId });
  return PolicyId;
}

async function createWith(PolicyType: "TAG_POLICY" | "BACKUP_POLICY") {
  const harness = await createOrganization();
  await harness.ask(harness.management, "EnablePolicyType", { RootId: ROOT, PolicyType });
  return harness;
}

test("what stands from the root down to an account comes together, and members see their own", async (t) => {
  const harness = await createWith("TAG_POLICY");
  t.after(harness.close);
  const { ask, management, member, other, advance, now } = harness;
  await refuses(ask(management, "DescribeEffectivePolicy", { ...TAGS, TargetId: MEMBER }), ...NOT_FOUND);
  const of = (Name: string, Content: string) => ({ Type: "TAG_POLICY" as const, Name, Content });
  await attach(
    harness,
    ROOT,
    of("Root", team({ tag_key: { "@@assign": "Team" }, tag_value: { "@@assign": ["a"] } })),
  );
  await attach(harness, UNIT, of("Unit", team({ tag_value: { "@@append": ["b"] } })));
  advance(5000);
  const LastUpdatedTimestamp = new Date(now());
  await attach(harness, MEMBER, of("Member", team({ tag_value: { "@@remove": ["a"] } })));
  const PolicyContent = '{"tags":{"team":{"tag_key":"Team","tag_value":["b"]}}}';
  const expected = { PolicyContent, LastUpdatedTimestamp, TargetId: MEMBER, ...TAGS };
  for (const asked of [
    ask(management, "DescribeEffectivePolicy", { ...TAGS, TargetId: MEMBER }),
    ask(member, "DescribeEffectivePolicy", TAGS),
    ask(member, "DescribeEffectivePolicy", { ...TAGS, TargetId: MEMBER }),
  ]) {
    assert.deepEqual((await asked).EffectivePolicy, expected);
  }
  const ofRoot = '{"tags":{"team":{"tag_key":"Team","tag_value":["a"]}}}';
  assert.equal((await ask(other, "DescribeEffectivePolicy", TAGS)).EffectivePolicy?.PolicyContent, ofRoot);
  const own = await ask(management, "DescribeEffectivePolicy", TAGS);
  assert.deepEqual([own.EffectivePolicy?.TargetId, own.EffectivePolicy?.PolicyContent], [ACCOUNT, ofRoot]);
  await refuses(
    ask(other, "DescribeEffectivePolicy", { ...TAGS, TargetId: MEMBER }),
    "AccessDeniedException",
    "You don't have permissions to access this resource.",
  );
});

test("accounts alone have an effective policy, while the type is enabled", async (t) => {
  const { ask, management, member, close } = await createWith("BACKUP_POLICY");
  t.after(close);
  await refuses(ask(management, "DescribeEffectivePolicy", { ...TAGS, TargetId: MEMBER }), ...NOT_FOUND);
  await refuses(ask(member, "DescribeEffectivePolicy", TAGS), ...NOT_FOUND);
  await refuses(ask(management, "ListAccountsWithInvalidEffectivePolicy", TAGS), ...NOT_FOUND);
  await refuses(
    ask(management, "ListEffectivePolicyValidationErrors", { ...TAGS, AccountId: MEMBER }),
    ...NOT_FOUND,
  );
  for (const TargetId of [ROOT, UNIT]) {
    await assert.rejects(ask(management, "DescribeEffectivePolicy", { ...BACKUP, TargetId }), {
      code: "InvalidInputException",
      details: { Reason: "TARGET_NOT_SUPPORTED" },
    });
  }
  await refuses(
    ask(management, "DescribeEffectivePolicy", { ...BACKUP, TargetId: ALONE }),
    "TargetNotFoundException",
    "You specified a target that doesn't exist.",
  );
});

test("accounts whose policies come to what is not valid are listed, and why", async (t) => {
  const harness = await createWith("BACKUP_POLICY");
  t.after(harness.close);
  const { ask, management, now } = harness;
  const Content = JSON.stringify({ plans: { PII: { regions: { "@@assign": ["us-east-1"] } } } });
  assert.deepEqual((await ask(management, "ListAccountsWithInvalidEffectivePolicy", BACKUP)).Accounts, []);
  const PolicyId = await attach(harness, UNIT, { Type: "BACKUP_POLICY", Name: "Half", Content });
  const rest = {
    rules: { r: { target_backup_vault_name: { "@@assign": "V" } } },
    selections: { s: { "@@assign": "1" } },
  };
  await attach(harness, OTHER, {
    Type: "BACKUP_POLICY",
    Name: "Rest",
    Content: JSON.stringify({ plans: { pii: rest } }),
  });
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ask(management, "ListAccountsWithInvalidEffectivePolicy", {
      ...BACKUP,
      NextToken,
      MaxResults: 1,
    });
    seen.push(...(page.Accounts ?? []).map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(seen, [MEMBER, OTHER]);
  const errors = await ask(management, "ListEffectivePolicyValidationErrors", {
    ...BACKUP,
    AccountId: MEMBER,
  });
  assert.deepEqual(errors, {
    AccountId: MEMBER,
    ...BACKUP,
    Path: `${ORGANIZATION}/${ROOT}/${UNIT}/${MEMBER}/`,
    EvaluationTimestamp: new Date(now()),
    EffectivePolicyValidationErrors: ["rules", "selections"].map((key) => ({
      ErrorCode: "KEY_REQUIRED",
      ErrorMessage: `The key ${key} is required.`,
      PathToError: `plans/pii/${key}`,
      ContributingPolicies: [PolicyId],
    })),
  });
  assert.deepEqual(
    (await ask(management, "ListEffectivePolicyValidationErrors", { ...BACKUP, AccountId: ACCOUNT }))
      .EffectivePolicyValidationErrors,
    [],
  );
});

test("a call looks at so many accounts and no more, and answers an empty page where there are others", async (t) => {
  const harness = await createWith("BACKUP_POLICY");
  t.after(harness.close);
  await harness.store.write(async (tx) => {
    for (let index = 0; index < 250; index += 1) {
      const accountId = toAccountId(String(500_000_000_000 + index));
      const account = { id: accountId, name: "Many", email: `${accountId}@example.com`, createdAt: NOW };
      await tx.accounts.insert(account);
      const joined = { joinedMethod: "CREATED" as const, joinedAt: NOW, tags: [] };
      await tx.organizationMembers.insert({
        organizationId: ORGANIZATION,
        accountId,
        parentId: ROOT,
        ...joined,
      });
    }
  });
  const { ask, management } = harness;
  const first = await ask(management, "ListAccountsWithInvalidEffectivePolicy", BACKUP);
  assert.deepEqual(first.Accounts, []);
  assert.ok(first.NextToken);
  const { NextToken } = first;
  const second = await ask(management, "ListAccountsWithInvalidEffectivePolicy", { ...BACKUP, NextToken });
  assert.deepEqual([second.Accounts, second.NextToken], [[], undefined]);
});
