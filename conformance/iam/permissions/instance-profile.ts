import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named, TRUST } from "../stage.ts";

const InstanceProfileName = "permissions-profile";
const RoleName = "permissions-of-profile";
const profileAndRole = { InstanceProfileName, RoleName };
const onProfile = () => named("instance-profile", InstanceProfileName);

export const family = iamFamily({
  prepare: ({ admin }) =>
    admin.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST })),
  rows: {
    CreateInstanceProfile: {
      input: { InstanceProfileName },
      on: () => arn(`instance-profile/${InstanceProfileName}`),
    },
    GetInstanceProfile: { input: { InstanceProfileName }, on: onProfile },
    ListInstanceProfiles: { input: {}, on: () => arn("instance-profile/") },
    AddRoleToInstanceProfile: {
      input: profileAndRole,
      on: () => [
        onProfile(),
        {
          action: "iam:PassRole",
          resource: arn(`role/${RoleName}`),
          condition: { "iam:PassedToService": "ec2.amazonaws.com" },
        },
      ],
    },
    ListInstanceProfilesForRole: { input: { RoleName }, on: () => named("role", RoleName) },
    RemoveRoleFromInstanceProfile: { input: profileAndRole, on: onProfile },
    DeleteInstanceProfile: { input: { InstanceProfileName }, on: onProfile },
  },
});
