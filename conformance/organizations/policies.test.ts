import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribeEffectivePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListAccountsWithInvalidEffectivePolicyCommand,
  ListEffectivePolicyValidationErrorsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { keysIn, MANAGEMENT, MEMBER, onEachEngine } from "./organization.ts";

/** Policies, their attachments, their types and what they come to, by AWS's client, on each engine. */
const SCP = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "Stay", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" }],
});
const TAGS = JSON.stringify({ tags: { Team: { tag_key: { "@@assign": "Team" } } } });

onEachEngine((organization) => {
  let client: OrganizationsClient;
  before(() => {
    client = organization().clients(keysIn(MANAGEMENT)).organizations;
  });

  async function create(Type: "SERVICE_CONTROL_POLICY" | "TAG_POLICY", Content: string): Promise<string> {
    const { Policy } = await client.send(
      new CreatePolicyCommand({ Type, Content, Name: `Of ${Type}`, Description: "" }),
    );
    assert.ok(Policy?.PolicySummary?.Id);
    return Policy.PolicySummary.Id;
  }

  test("an SCP from its creation to its end", async () => {
    const { rootId: RootId, unitId: TargetId } = organization();
    const PolicyType = "SERVICE_CONTROL_POLICY";
    const PolicyId = await create(PolicyType, SCP);
    await assertRefused(client.send(new AttachPolicyCommand({ PolicyId, TargetId })), {
      code: "PolicyTypeNotEnabledException",
      status: 400,
      message: "This operation can be performed only for enabled policy types.",
    });
    const { Root } = await client.send(new EnablePolicyTypeCommand({ RootId, PolicyType }));
    assert.deepEqual(Root?.PolicyTypes, [{ Type: PolicyType, Status: "ENABLED" }]);
    const attached = await client.send(new AttachPolicyCommand({ PolicyId, TargetId }));
    assert.equal(attached.$metadata.httpStatusCode, 200);
    const ofUnit = await client.send(new ListPoliciesForTargetCommand({ TargetId, Filter: PolicyType }));
    assert.deepEqual(ofUnit.Policies?.map(({ Id }) => Id).sort(), [PolicyId, "p-FullAWSAccess"].sort());
    const { Targets } = await client.send(new ListTargetsForPolicyCommand({ PolicyId }));
    assert.deepEqual(
      Targets?.map((target) => [target.TargetId, target.Name, target.Type]),
      [[TargetId, "Workloads", "ORGANIZATIONAL_UNIT"]],
    );
    await assertRefused(client.send(new DeletePolicyCommand({ PolicyId })), {
      code: "PolicyInUseException",
    });
    await client.send(new DetachPolicyCommand({ PolicyId, TargetId }));
    const renamed = await client.send(new UpdatePolicyCommand({ PolicyId, Name: "Stay" }));
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
    assert.deepEqual(Policy, renamed.Policy);
    assert.equal(Policy?.Content, SCP);
    await client.send(new DeletePolicyCommand({ PolicyId }));
    const { Policies } = await client.send(new ListPoliciesCommand({ Filter: PolicyType }));
    assert.deepEqual(
      Policies?.map(({ Id }) => Id),
      ["p-FullAWSAccess"],
    );
    await client.send(new DisablePolicyTypeCommand({ RootId, PolicyType }));
  });

  test("a reason stands in the error beside its message", async () => {
    const error = await client
      .send(
        new CreatePolicyCommand({
          Type: "TAG_POLICY",
          Name: "x",
          Description: "",
          Content: `${TAGS}${" ".repeat(10_000)}`,
        }),
      )
      .then(
        () => assert.fail("Was taken."),
        (reason: Error & { readonly Reason?: string }) => reason,
      );
    assert.equal(error.name, "ConstraintViolationException");
    assert.equal(error.message, "You have exceeded the maximum policy size.");
    assert.equal(error.Reason, "POLICY_CONTENT_LIMIT_EXCEEDED");
  });

  test("what a tag policy at the root comes to in a member's account", async () => {
    const PolicyType = "TAG_POLICY";
    const { rootId: RootId } = organization();
    const PolicyId = await create(PolicyType, TAGS);
    await client.send(new EnablePolicyTypeCommand({ RootId, PolicyType }));
    await client.send(new AttachPolicyCommand({ PolicyId, TargetId: RootId }));
    const member = organization().clients(keysIn(MEMBER)).organizations;
    const { EffectivePolicy } = await member.send(new DescribeEffectivePolicyCommand({ PolicyType }));
    assert.equal(EffectivePolicy?.PolicyContent, '{"tags":{"team":{"tag_key":"Team"}}}');
    assert.equal(EffectivePolicy?.TargetId, MEMBER);
    const invalid = await client.send(new ListAccountsWithInvalidEffectivePolicyCommand({ PolicyType }));
    assert.deepEqual(invalid.Accounts, []);
    const errors = await client.send(
      new ListEffectivePolicyValidationErrorsCommand({ PolicyType, AccountId: MEMBER }),
    );
    assert.deepEqual(errors.EffectivePolicyValidationErrors, []);
    assert.equal(
      errors.Path,
      `${organization().organizationId}/${RootId}/${organization().unitId}/${MEMBER}/`,
    );
  });
});
