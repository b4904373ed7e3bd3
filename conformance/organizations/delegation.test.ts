import assert from "node:assert/strict";
import { before, test } from "node:test";
import {
  DeleteResourcePolicyCommand,
  DeregisterDelegatedAdministratorCommand,
  DescribeResourcePolicyCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListPoliciesCommand,
  ListTagsForResourceCommand,
  type OrganizationsClient,
  PutResourcePolicyCommand,
  RegisterDelegatedAdministratorCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-organizations";
import { assertRefused } from "../installation/refusal.ts";
import { ALONE, keysIn, MANAGEMENT, MEMBER, onEachEngine } from "./organization.ts";

/** Trusted services, who administers them, the delegation policy and tags, by AWS's client, on each engine. */
const SSO = { ServicePrincipal: "sso.amazonaws.com" };
const REFUSED = {
  code: "AccessDeniedException",
  status: 400,
  message: "You don't have permissions to access this resource.",
};
const listPolicies = () => new ListPoliciesCommand({ Filter: "TAG_POLICY" });

onEachEngine((organization) => {
  let management: OrganizationsClient;
  let member: OrganizationsClient;
  before(() => {
    management = organization().clients(keysIn(MANAGEMENT)).organizations;
    member = organization().clients(keysIn(MEMBER)).organizations;
  });

  test("who is in no organization is told so", async () => {
    const alone = organization().clients(keysIn(ALONE)).organizations;
    await assertRefused(alone.send(listPolicies()), {
      code: "AWSOrganizationsNotInUseException",
      status: 400,
      message: "Your account is not a member of an organization.",
    });
  });

  test("a member reads while it administers a service", async () => {
    const registration = { AccountId: MEMBER, ...SSO };
    await assertRefused(member.send(listPolicies()), REFUSED);
    await management.send(new EnableAWSServiceAccessCommand(SSO));
    await management.send(new RegisterDelegatedAdministratorCommand(registration));
    await member.send(listPolicies());
    const { EnabledServicePrincipals } = await member.send(
      new ListAWSServiceAccessForOrganizationCommand({}),
    );
    assert.deepEqual(
      EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal),
      [SSO.ServicePrincipal],
    );
    const administrators = await member.send(new ListDelegatedAdministratorsCommand(SSO));
    assert.deepEqual(
      administrators.DelegatedAdministrators?.map(({ Id }) => Id),
      [MEMBER],
    );
    const services = await member.send(new ListDelegatedServicesForAccountCommand({ AccountId: MEMBER }));
    assert.ok(services.DelegatedServices?.[0]?.DelegationEnabledDate instanceof Date);
    await management.send(new DeregisterDelegatedAdministratorCommand(registration));
    await management.send(new DisableAWSServiceAccessCommand(SSO));
    await assertRefused(member.send(listPolicies()), REFUSED);
  });

  test("a member does what the delegation policy says, until it is deleted", async () => {
    const Content = JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
        Action: [
          "organizations:ListPolicies",
          "organizations:TagResource",
          "organizations:DescribeResourcePolicy",
        ],
        Resource: "*",
      },
    });
    await management.send(new PutResourcePolicyCommand({ Content }));
    await member.send(listPolicies());
    const { ResourcePolicy } = await member.send(new DescribeResourcePolicyCommand({}));
    assert.equal(ResourcePolicy?.Content, Content);
    const ResourceId = organization().unitId;
    const Tags = [{ Key: "team", Value: "a" }];
    await member.send(new TagResourceCommand({ ResourceId, Tags }));
    assert.deepEqual((await management.send(new ListTagsForResourceCommand({ ResourceId }))).Tags, Tags);
    await assertRefused(member.send(new UntagResourceCommand({ ResourceId, TagKeys: ["team"] })), REFUSED);
    await management.send(new UntagResourceCommand({ ResourceId, TagKeys: ["team"] }));
    const nobody = organization().clients(keysIn(MEMBER, "nobody")).organizations;
    await assertRefused(nobody.send(listPolicies()), {
      code: "AccessDeniedException",
      message:
        /^User: \S+:user\/nobody is not authorized to perform: organizations:ListPolicies on resource: \*/,
    });
    await management.send(new DeleteResourcePolicyCommand({}));
    await assertRefused(member.send(listPolicies()), REFUSED);
  });
});
