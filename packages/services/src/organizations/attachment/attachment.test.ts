import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT } from "../../../../access/src/records.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import {
  ALONE,
  ARNS,
  createOrganization,
  createPolicy,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OTHER,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";

const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";
const FULL = "p-FullAWSAccess";
const TARGETS = [ROOT, UNIT, ACCOUNT, MEMBER, OTHER];

async function attachedTo(
  { ask, management }: OrganizationHarness,
  TargetId: string,
  Filter = SCP as typeof SCP | typeof RCP,
) {
  const { Policies } = await ask(management, "ListPoliciesForTarget", { TargetId, Filter });
  return Policies?.map(({ Id }) => Id);
}

test("enabling a type attaches AWS's policy to everything; disabling detaches all, and keeps the policies", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  const on = { RootId: ROOT, PolicyType: SCP } as const;
  assert.deepEqual((await ask(management, "EnablePolicyType", on)).Root, {
    Id: ROOT,
    Arn: `${ARNS}:root/${ORGANIZATION}/${ROOT}`,
    Name: "Root",
    PolicyTypes: [{ Type: SCP, Status: "ENABLED" }],
  });
  for (const target of TARGETS) assert.deepEqual(await attachedTo(harness, target), [FULL], target);
  await refuses(
    ask(management, "EnablePolicyType", on),
    "PolicyTypeAlreadyEnabledException",
    "The specified policy type is already enabled.",
  );
  const PolicyId = await createPolicy(harness, "Mine");
  await ask(management, "AttachPolicy", { PolicyId, TargetId: UNIT });
  assert.deepEqual((await ask(management, "DisablePolicyType", on)).Root?.PolicyTypes, []);
  for (const target of TARGETS) assert.deepEqual(await attachedTo(harness, target), [], target);
  await refuses(
    ask(management, "DisablePolicyType", on),
    "PolicyTypeNotEnabledException",
    "This operation can be performed only for enabled policy types.",
  );
  await ask(management, "EnablePolicyType", on);
  assert.deepEqual(await attachedTo(harness, UNIT), [FULL]);
  await ask(management, "DescribePolicy", { PolicyId });
  await refuses(
    ask(management, "EnablePolicyType", { RootId: "r-zzzz", PolicyType: RCP }),
    "RootNotFoundException",
    "You specified a root that doesn't exist.",
  );
});

test("a type whose service has to be trusted first is not enabled before", async (t) => {
  const { ask, management, close } = await createOrganization();
  t.after(close);
  const on = { RootId: ROOT, PolicyType: "SECURITYHUB_POLICY" } as const;
  const ServicePrincipal = "securityhub.amazonaws.com";
  await assert.rejects(ask(management, "EnablePolicyType", on), {
    code: "ConstraintViolationException",
    details: { Reason: "SERVICE_ACCESS_NOT_ENABLED" },
  });
  await ask(management, "EnableAWSServiceAccess", { ServicePrincipal });
  await ask(management, "EnablePolicyType", on);
  await assert.rejects(ask(management, "DisableAWSServiceAccess", { ServicePrincipal }), {
    details: { Reason: "POLICY_TYPE_ENABLED_FOR_THIS_SERVICE" },
  });
  await ask(management, "DisablePolicyType", on);
  await ask(management, "DisableAWSServiceAccess", { ServicePrincipal });
});

test("a policy is attached to root, unit and account, once each", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  const PolicyId = await createPolicy(harness, "Mine");
  await refuses(
    ask(management, "AttachPolicy", { PolicyId, TargetId: ROOT }),
    "PolicyTypeNotEnabledException",
    "This operation can be performed only for enabled policy types.",
  );
  await ask(management, "EnablePolicyType", { RootId: ROOT, PolicyType: SCP });
  for (const TargetId of [ROOT, UNIT, MEMBER]) await ask(management, "AttachPolicy", { PolicyId, TargetId });
  const { Targets } = await ask(management, "ListTargetsForPolicy", { PolicyId });
  const shown = new Map(Targets?.map((target) => [target.Type, target]));
  assert.deepEqual(shown.get("ROOT"), {
    TargetId: ROOT,
    Arn: `${ARNS}:root/${ORGANIZATION}/${ROOT}`,
    Name: "Root",
    Type: "ROOT",
  });
  assert.deepEqual(shown.get("ORGANIZATIONAL_UNIT")?.Arn, `${ARNS}:ou/${ORGANIZATION}/${UNIT}`);
  assert.equal(shown.get("ORGANIZATIONAL_UNIT")?.Name, "Workloads");
  assert.equal(shown.get("ACCOUNT")?.Arn, `${ARNS}:account/${ORGANIZATION}/${MEMBER}`);
  await refuses(
    ask(management, "AttachPolicy", { PolicyId, TargetId: UNIT }),
    "DuplicatePolicyAttachmentException",
    "A policy with the specified name and type already exists.",
  );
  await refuses(
    ask(management, "DeletePolicy", { PolicyId }),
    "PolicyInUseException",
    "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
  );
  for (const TargetId of [ALONE, "ou-abcd-99999999"]) {
    await refuses(
      ask(management, "AttachPolicy", { PolicyId, TargetId }),
      "TargetNotFoundException",
      "You specified a target that doesn't exist.",
    );
  }
});

test("the last SCP stays, RCPFullAWSAccess always does, and what is not attached is not detached", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  for (const PolicyType of [SCP, RCP] as const) {
    await ask(management, "EnablePolicyType", { RootId: ROOT, PolicyType });
  }
  await assert.rejects(ask(management, "DetachPolicy", { PolicyId: FULL, TargetId: UNIT }), {
    code: "ConstraintViolationException",
    message:
      "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
    details: { Reason: "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED" },
  });
  const PolicyId = await createPolicy(harness, "Mine");
  await ask(management, "AttachPolicy", { PolicyId, TargetId: UNIT });
  await ask(management, "DetachPolicy", { PolicyId: FULL, TargetId: UNIT });
  assert.deepEqual(await attachedTo(harness, UNIT), [PolicyId]);
  await assert.rejects(ask(management, "DetachPolicy", { PolicyId, TargetId: UNIT }));
  await assert.rejects(ask(management, "DetachPolicy", { PolicyId: "p-RCPFullAWSAccess", TargetId: UNIT }), {
    details: { Reason: "NON_DETACHABLE_POLICY" },
  });
  await refuses(
    ask(management, "DetachPolicy", { PolicyId, TargetId: ROOT }),
    "PolicyNotAttachedException",
    "The policy isn't attached to the specified target in the specified root.",
  );
});

test("a target has as many policies of a type as the type allows", async (t) => {
  const harness = await createOrganization();
  t.after(harness.close);
  const { ask, management } = harness;
  await ask(management, "EnablePolicyType", { RootId: ROOT, PolicyType: SCP });
  for (let index = 0; index < 9; index += 1) {
    await ask(management, "AttachPolicy", {
      PolicyId: await createPolicy(harness, `P${index}`),
      TargetId: UNIT,
    });
  }
  const PolicyId = await createPolicy(harness, "Eleventh");
  await assert.rejects(ask(management, "AttachPolicy", { PolicyId, TargetId: UNIT }), {
    message: "You have attached the maximum number of policies to the specified target.",
    details: { Reason: "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED" },
  });
  const first = await ask(management, "ListPoliciesForTarget", {
    TargetId: UNIT,
    Filter: SCP,
    MaxResults: 7,
  });
  const rest = await ask(management, "ListPoliciesForTarget", {
    TargetId: UNIT,
    Filter: SCP,
    MaxResults: 7,
    NextToken: first.NextToken,
  });
  assert.deepEqual([first.Policies?.length, rest.Policies?.length, rest.NextToken], [7, 3, undefined]);
});
