import { arn, iamFamily } from "../stage.ts";

const SERVICE = "role-manager.iam.amazonaws.com";
const ROLE = `role/aws-service-role/${SERVICE}/AWSServiceRoleForIAMRoleManager`;

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    GetAccountProperties: { input: {} },
    PutAccountProperties: {
      input: { Properties: { "RoleManager/Enabled": "true" } },
      on: () => [
        { resource: "*", condition: { "iam:AccountPropertyNamespaces": ["RoleManager"] } },
        {
          action: "iam:CreateServiceLinkedRole",
          resource: arn(ROLE),
          condition: { "iam:AWSServiceName": SERVICE },
        },
      ],
    },
  },
});
