import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../../harness.test-support.ts";
import { ARN, addProfile, addTrusted, asUserWith, h, ID, openForEachTest } from "../machine.test-support.ts";

openForEachTest();

const get = async () => (await h.ask(h.root, "GetInstance", { InstanceId: ID })).Instance;

test("an instance is shown as it was run, and what was left out has EC2's defaults", async () => {
  const { Instance } = await h.ask(h.root, "RunInstance", {
    InstanceId: ID,
    Name: "web-1",
    InstanceProfileName: "Web",
    ImageId: "ami-0abc",
    InstanceType: "t3.micro",
    Architecture: "arm64",
    Placement: { AvailabilityZone: "us-east-1a" },
    PrivateIpAddress: "10.0.0.7",
    VpcId: "vpc-1",
    SubnetId: "subnet-1",
    UserData: Buffer.from("#!/bin/sh"),
    Tags: [{ Key: "Team", Value: "web" }],
  });
  assert.equal(Instance.Arn, ARN);
  assert.equal(Instance.State, "running");
  assert.deepEqual(Instance.Placement, { Region: "us-east-1", AvailabilityZone: "us-east-1a" });
  assert.deepEqual(Instance.MetadataOptions, {
    HttpTokens: "required",
    HttpPutResponseHopLimit: 1,
    HttpEndpoint: "enabled",
    InstanceMetadataTags: "disabled",
  });
  assert.equal(Instance.InstanceProfile?.Arn, "arn:aws:iam::111111111111:instance-profile/Web");
  assert.deepEqual(await get(), Instance);
  const { Instance: other } = await h.ask(h.root, "RunInstance", { Placement: { Region: "eu-west-1" } });
  assert.match(other.InstanceId, /^i-[0-9a-f]{17}$/);
  assert.equal(other.Arn, `arn:aws:ec2:eu-west-1:111111111111:instance/${other.InstanceId}`);
  const { Instances, NextToken } = await h.ask(h.root, "ListInstances", { MaxResults: 1 });
  const rest = await h.ask(h.root, "ListInstances", { NextToken, MaxResults: 1 });
  const listed = [...Instances, ...rest.Instances].map(({ InstanceId }) => InstanceId);
  assert.deepEqual(listed, [ID, other.InstanceId].toSorted());
  assert.equal(rest.NextToken, undefined);
});

test("ids, names and places are free or refused, and an account has so many", async () => {
  await h.ask(h.root, "RunInstance", { InstanceId: ID, Name: "web-1" });
  const again = h.ask(h.root, "RunInstance", { InstanceId: ID });
  await refuses(again, "ConflictException", `There is an instance ${ID} already.`);
  const named = h.ask(h.root, "RunInstance", { Name: "web-1" });
  await refuses(named, "ConflictException", `The instance ${ID} has the name web-1 already.`);
  const profile = h.ask(h.root, "RunInstance", { InstanceProfileName: "None" });
  const none = "There is no instance profile None in this account.";
  await refuses(profile, "ResourceNotFoundException", none);
  const other = await h.addAccount("222222222222");
  await h.ask(other, "RunInstance", { Name: "web-1" });
  const stranger = h.ask(other, "GetInstance", { InstanceId: ID });
  await refuses(stranger, "ResourceNotFoundException", `There is no instance ${ID} in this account.`);
  await h.ask(h.root, "RunInstance", {});
  await h.ask(h.root, "RunInstance", {});
  const full = "Cannot exceed quota for InstancesPerAccount: 3";
  await refuses(h.ask(h.root, "RunInstance", {}), "LimitExceededException", full);
  const { Instance } = await h.ask(h.root, "TerminateInstance", { InstanceId: ID });
  assert.equal(Instance.State, "terminated");
  await assert.rejects(get(), { code: "ResourceNotFoundException" });
  await h.ask(h.root, "RunInstance", { Name: "web-1" });
});

test("a profile is given, replaced and taken away, each where it can be", async () => {
  await addProfile("Other", await addTrusted("Other"));
  await h.ask(h.root, "RunInstance", { InstanceId: ID });
  const give = (name: "AssociateInstanceProfile" | "ReplaceInstanceProfile", InstanceProfileName: string) =>
    h.ask(h.root, name, { InstanceId: ID, InstanceProfileName });
  const none = `The instance ${ID} has no instance profile.`;
  await refuses(give("ReplaceInstanceProfile", "Web"), "ConflictException", none);
  await refuses(h.ask(h.root, "DisassociateInstanceProfile", { InstanceId: ID }), "ConflictException", none);
  await give("AssociateInstanceProfile", "Web");
  const already = `The instance ${ID} has an instance profile already.`;
  await refuses(give("AssociateInstanceProfile", "Other"), "ConflictException", already);
  await give("ReplaceInstanceProfile", "Other");
  assert.match((await get()).InstanceProfile?.Arn ?? "", /\/Other$/);
  await h.ask(h.root, "DisassociateInstanceProfile", { InstanceId: ID });
  assert.equal((await get()).InstanceProfile, undefined);
});

test("who gives a profile passes its role to EC2, on the instance", async () => {
  const bob = await asUserWith("Bob", { Action: "rolecall:*" });
  const run = () => h.ask(bob, "RunInstance", { InstanceProfileName: "Web" });
  await assert.rejects(run(), { code: "AccessDenied", message: /iam:PassRole on resource: .*role\/Web/ });
  await h.ask(bob, "RunInstance", { InstanceId: ID });
  const give = () => h.ask(bob, "AssociateInstanceProfile", { InstanceId: ID, InstanceProfileName: "Web" });
  await assert.rejects(give(), { code: "AccessDenied", message: /iam:PassRole/ });
  const passing = (keys: object) => ({
    Action: "iam:PassRole",
    Resource: "arn:aws:iam::111111111111:role/Web",
    Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" }, ArnLike: keys },
  });
  await h.allow("Bob", passing({ "iam:AssociatedResourceArn": `${ARN.slice(0, -1)}1` }));
  await assert.rejects(give(), { code: "AccessDenied" });
  await h.allow("Bob", passing({ "iam:AssociatedResourceArn": ARN }));
  await give();
});

test("a policy keeps machines to tokens, and asks for tags", async () => {
  const bob = await asUserWith("Bob", {
    Action: ["rolecall:RunInstance", "rolecall:TagInstance", "rolecall:ModifyInstanceMetadataOptions"],
    Condition: {
      StringEquals: { "ec2:MetadataHttpTokens": "required" },
      NumericLessThanEquals: { "ec2:MetadataHttpPutResponseHopLimit": "2" },
    },
  });
  await h.allow("Bob", { Action: "rolecall:TagInstance", Resource: "*" });
  const run = (MetadataOptions: object, Tags?: readonly { Key: string; Value: string }[]) =>
    h.ask(bob, "RunInstance", { MetadataOptions, ...(Tags && { Tags }) });
  await assert.rejects(run({ HttpTokens: "optional" }), { code: "AccessDenied" });
  await assert.rejects(run({ HttpPutResponseHopLimit: 3 }), { code: "AccessDenied" });
  const { Instance } = await run({ HttpPutResponseHopLimit: 2 }, [{ Key: "a", Value: "b" }]);
  const modify = (MetadataOptions: object) =>
    h.ask(bob, "ModifyInstanceMetadataOptions", { InstanceId: Instance.InstanceId, MetadataOptions });
  await assert.rejects(modify({ HttpTokens: "optional" }), { code: "AccessDenied" });
  const changed = await modify({ InstanceMetadataTags: "enabled" });
  assert.deepEqual(changed.Instance.MetadataOptions, {
    HttpTokens: "required",
    HttpPutResponseHopLimit: 2,
    HttpEndpoint: "enabled",
    InstanceMetadataTags: "enabled",
  });
});

test("tags keep their case, and decide who may terminate", async () => {
  await h.ask(h.root, "RunInstance", { InstanceId: ID, Tags: [{ Key: "Team", Value: "web" }] });
  const bob = await asUserWith("Bob", {
    Action: "rolecall:TerminateInstance",
    Condition: { StringEquals: { "aws:ResourceTag/Team": "db" } },
  });
  const end = () => h.ask(bob, "TerminateInstance", { InstanceId: ID });
  await assert.rejects(end(), { code: "AccessDenied", message: new RegExp(`on resource: ${ARN}`) });
  const Tags = [
    { Key: "team", Value: "x" },
    { Key: "Team", Value: "db" },
  ];
  await h.ask(h.root, "TagInstance", { InstanceId: ID, Tags });
  await h.ask(h.root, "UntagInstance", { InstanceId: ID, TagKeys: ["team"] });
  assert.deepEqual((await get()).Tags, [{ Key: "Team", Value: "db" }]);
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
  const full = "Cannot exceed quota for TagsPerResource: 50";
  await refuses(h.ask(h.root, "TagInstance", { InstanceId: ID, Tags: many }), "LimitExceededException", full);
  await end();
});
