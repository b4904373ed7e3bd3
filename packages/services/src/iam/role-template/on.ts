import type { On } from "@rolecall/operations";
import { iamError } from "../error.ts";
import { findRoleTemplate, type RoleTemplate } from "./role-templates.ts";

interface NamesTemplate {
  readonly TemplateArn: string;
  readonly MinorVersion?: number | undefined;
}

/** A version of a template. Denials show its ARN. */
export const roleTemplate: On<NamesTemplate, RoleTemplate | undefined, RoleTemplate> = {
  find: ({ input }) => findRoleTemplate(input.TemplateArn, input.MinorVersion),
  permission: ({ input: { TemplateArn } }) => ({
    resource: TemplateArn,
    resourceName: `role-template ${TemplateArn}`,
  }),
  take(template, { input }) {
    if (template === undefined) throw noSuchRoleTemplate(input.TemplateArn);
    return template;
  },
};

export function noSuchRoleTemplate(arn: string) {
  return iamError("NoSuchEntity", `Role template not found in repository: ${arn}`);
}
