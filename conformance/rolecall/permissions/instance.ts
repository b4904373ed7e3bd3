import { ACCOUNT } from "../../installation/seed.ts";
import { ID, INSTANCE_ARN } from "../machine.ts";
import { rolecallFamily } from "../stage.ts";

const OTHER = `${ID.slice(0, -1)}1`;
const NEW = `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/*`;
const named = { InstanceId: ID };
const onInstance = () => INSTANCE_ARN;

const passing = (role: string, instance: string) => ({
  action: "iam:PassRole",
  resource: `arn:aws:iam::${ACCOUNT}:role/${role}`,
  condition: {
    "iam:PassedToService": "ec2.amazonaws.com",
    ...(instance === NEW ? {} : { "iam:AssociatedResourceArn": instance }),
  },
});
const onBoth = (role: string) => () => [{ resource: INSTANCE_ARN }, passing(role, INSTANCE_ARN)];

export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    RunInstance: {
      input: { InstanceId: OTHER, InstanceProfileName: "Web", Tags: [{ Key: "Team", Value: "web" }] },
      on: () => [
        {
          resource: NEW,
          condition: {
            "ec2:MetadataHttpTokens": "required",
            "aws:RequestTag/Team": "web",
            "aws:TagKeys": ["Team"],
          },
        },
        { action: "rolecall:TagInstance", resource: NEW, condition: { "aws:RequestTag/Team": "web" } },
        passing("Web", NEW),
      ],
    },
    GetInstance: {
      input: { InstanceId: OTHER },
      on: () => ({
        resource: INSTANCE_ARN.replace(ID, OTHER),
        condition: { "aws:ResourceTag/Team": "web" },
      }),
    },
    ListInstances: { input: {} },
    TagInstance: {
      input: { ...named, Tags: [{ Key: "Team", Value: "db" }] },
      on: () => ({ resource: INSTANCE_ARN, condition: { "aws:RequestTag/Team": "db" } }),
    },
    UntagInstance: {
      input: { ...named, TagKeys: ["Team"] },
      on: () => ({
        resource: INSTANCE_ARN,
        condition: { "aws:TagKeys": ["Team"], "aws:ResourceTag/Team": "db" },
      }),
    },
    ModifyInstanceMetadataOptions: {
      input: { ...named, MetadataOptions: { HttpTokens: "optional" } },
      on: () => ({ resource: INSTANCE_ARN, condition: { "ec2:MetadataHttpTokens": "optional" } }),
    },
    ReplaceInstanceProfile: { input: { ...named, InstanceProfileName: "Other" }, on: onBoth("Other") },
    DisassociateInstanceProfile: { input: named, on: onInstance },
    AssociateInstanceProfile: { input: { ...named, InstanceProfileName: "Web" }, on: onBoth("Web") },
    CreateInstanceEnrolment: { input: named, on: onBoth("Web") },
    TerminateInstance: { input: named, on: onInstance },
  },
});
