import { arn, iamFamily, named, READ_ONLY, TRUST } from "../stage.ts";

const RoleName = "permissions-role";
const onRole = () => named("role", RoleName);

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    CreateRole: {
      input: {
        RoleName,
        AssumeRolePolicyDocument: TRUST,
        PermissionsBoundary: READ_ONLY,
        Tags: [{ Key: "team", Value: "a" }],
      },
      on: () => [
        {
          resource: arn(`role/${RoleName}`),
          condition: { "iam:PermissionsBoundary": READ_ONLY, "aws:RequestTag/team": "a" },
        },
        { action: "iam:TagRole", resource: arn(`role/${RoleName}`) },
      ],
    },
    GetRole: { input: { RoleName }, on: onRole },
    ListRoles: { input: {}, on: () => arn("role/") },
    UpdateRole: { input: { RoleName, Description: "New" }, on: onRole },
    UpdateRoleDescription: { input: { RoleName, Description: "Newer" }, on: onRole },
    UpdateAssumeRolePolicy: { input: { RoleName, PolicyDocument: TRUST }, on: onRole },
    DeleteRole: { input: { RoleName }, on: onRole },
  },
});
