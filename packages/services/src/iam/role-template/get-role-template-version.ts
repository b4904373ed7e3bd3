import type { RoleTemplateVersion } from "@rolecall/contracts/iam";
import { iam } from "../define.ts";
import { encodeDocument } from "../policy-document.ts";
import { roleTemplate } from "./on.ts";
import { partsOfTemplateArn, type RoleTemplate } from "./role-templates.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRoleTemplateVersion.html */
export const getRoleTemplateVersion = iam.read("GetRoleTemplateVersion", {
  on: roleTemplate,
  perform: async ({ target }) => ({ RoleTemplateVersion: templateToWire(target) }),
});

function templateToWire(template: RoleTemplate): RoleTemplateVersion {
  const { service, name, majorVersion } = partsOfTemplateArn(template.TemplateArn);
  const { InlinePolicyTemplates: inline = [], ManagedPolicyArns: managed = [], ...members } = template;
  return {
    ...members,
    TemplateName: name,
    MajorVersion: majorVersion,
    ManagedByType: "Service",
    ManagedByValue: service,
    AssumeRolePolicyDocumentTemplate: showDocument(template.AssumeRolePolicyDocumentTemplate),
    ...(inline.length > 0 && {
      InlinePolicyTemplates: inline.map(({ PolicyName, PolicyDocument }) => ({
        PolicyName,
        PolicyDocument: showDocument(PolicyDocument),
      })),
    }),
    ...(managed.length > 0 && { ManagedPolicyArns: managed }),
    UpdateTimestamp: template.CreateTimestamp,
  };
}

function showDocument(document: object): string {
  return encodeDocument(JSON.stringify(document));
}
