import { arn, iamFamily } from "../stage.ts";

const TemplateArn = "arn:aws:iam::aws:role-template/iam.amazonaws.com/PowerUserRoleTemplate:1";
const RoleName = "permissions-acquired";
const ReplacementValues = {
  AWSServiceName: { Values: ["lambda.amazonaws.com"] },
  RoleName: { Values: [RoleName] },
};
const ofTemplate = { "iam:RoleTemplateARN": TemplateArn };
const PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";

export const family = iamFamily({
  prepare: async () => undefined,
  rows: {
    GetRoleTemplateVersion: {
      input: { TemplateArn },
      on: () => ({ resource: TemplateArn, named: `role-template ${TemplateArn}` }),
    },
    AcquireRole: {
      input: { TemplateArn, ReplacementValues },
      on: () => [
        {
          action: "iam:GetRoleTemplateVersion",
          resource: TemplateArn,
          named: `role template ${TemplateArn}`,
        },
        { action: "iam:CreateRole", resource: arn(`role/${RoleName}`), condition: ofTemplate },
        {
          action: "iam:AttachRolePolicy",
          resource: arn(`role/${RoleName}`),
          named: `role/${RoleName}`,
          condition: { ...ofTemplate, "iam:PolicyARN": PowerUser },
        },
      ],
    },
  },
});
