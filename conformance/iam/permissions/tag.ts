import {
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
} from "@aws-sdk/client-iam";
import { arn, DOCUMENT, iamFamily, named, TRUST } from "../stage.ts";

const UserName = "permissions-tagged";
const RoleName = UserName;
const InstanceProfileName = UserName;
const PolicyArn = arn(`policy/${UserName}`);
const Tags = [{ Key: "team", Value: "a" }];
const TagKeys = ["team"];

const on = {
  user: () => named("user", UserName),
  role: () => named("role", RoleName),
  profile: () => named("instance-profile", InstanceProfileName),
  policy: () => ({ resource: PolicyArn, named: `policy ${PolicyArn}` }),
};
/** What is tagged, under the tag that the request has. */
const tagging = (kind: keyof typeof on) => () => ({
  ...on[kind](),
  condition: { "aws:RequestTag/team": "a", "aws:TagKeys": ["team"] },
});
/** What is no longer, under its tag and under the key that the request has. */
const untagging = (kind: keyof typeof on) => () => ({
  ...on[kind](),
  condition: { "aws:ResourceTag/team": "a", "aws:TagKeys": ["team"] },
});

export const family = iamFamily({
  prepare: async ({ admin }) => {
    await admin.iam.send(new CreateUserCommand({ UserName }));
    await admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    await admin.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
    await admin.iam.send(new CreatePolicyCommand({ PolicyName: UserName, PolicyDocument: DOCUMENT }));
  },
  rows: {
    TagUser: { input: { UserName, Tags }, on: tagging("user") },
    TagRole: { input: { RoleName, Tags }, on: tagging("role") },
    TagInstanceProfile: { input: { InstanceProfileName, Tags }, on: tagging("profile") },
    TagPolicy: { input: { PolicyArn, Tags }, on: tagging("policy") },
    ListUserTags: { input: { UserName }, on: on.user },
    ListRoleTags: { input: { RoleName }, on: on.role },
    ListInstanceProfileTags: { input: { InstanceProfileName }, on: on.profile },
    ListPolicyTags: { input: { PolicyArn }, on: on.policy },
    UntagUser: { input: { UserName, TagKeys }, on: untagging("user") },
    UntagRole: { input: { RoleName, TagKeys }, on: untagging("role") },
    UntagInstanceProfile: { input: { InstanceProfileName, TagKeys }, on: untagging("profile") },
    UntagPolicy: { input: { PolicyArn, TagKeys }, on: untagging("policy") },
  },
});
