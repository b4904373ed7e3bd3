import type { ParameterDefinition } from "@rolecall/contracts/iam";
import { type Arn, inOwnPartition, parseArn, toArn } from "@rolecall/names";
import type { DocumentTemplate } from "@rolecall/operations";
import data from "./role-templates.json" with { type: "json" };

interface InlinePolicyTemplate {
  readonly PolicyName: string;
  readonly PolicyDocument: DocumentTemplate;
}

/** One version of a template, with members as AWS names them. What the templates are, and where they are from, is role-templates.json. */
export interface RoleTemplate {
  readonly TemplateArn: Arn;
  readonly TemplateVersionId: string;
  readonly Description: string;
  readonly DefaultMinorVersion: number;
  readonly Enabled: boolean;
  readonly MinorVersion: number;
  readonly RoleNamePattern: string;
  readonly RolePathPattern?: string;
  readonly RoleDescriptionPattern: string;
  readonly AssumeRolePolicyDocumentTemplate: DocumentTemplate;
  readonly InlinePolicyTemplates?: readonly InlinePolicyTemplate[];
  readonly ManagedPolicyArns?: readonly Arn[];
  readonly ParametersDefinition: readonly ParameterDefinition[];
  readonly MaxSessionDuration: number;
  readonly VersionEnabled: boolean;
  readonly CreateTimestamp: Date;
}

type Written = typeof data.templates;

let templates: readonly RoleTemplate[] | undefined;

/** They are read when they are first asked for: by then the process knows its partition. */
function roleTemplates(): readonly RoleTemplate[] {
  templates ??= (JSON.parse(inOwnPartition(JSON.stringify(data.templates))) as Written).map(
    ({ TemplateArn, ManagedPolicyArns = [], CreateTimestamp, ParametersDefinition, ...template }) => ({
      ...template,
      TemplateArn: toArn(TemplateArn),
      ManagedPolicyArns: ManagedPolicyArns.map(toArn),
      ParametersDefinition: ParametersDefinition as readonly ParameterDefinition[],
      CreateTimestamp: new Date(CreateTimestamp),
    }),
  );
  return templates;
}

/** The version that is asked for; where none is, the template's default. */
export function findRoleTemplate(arn: string, minorVersion: number | undefined): RoleTemplate | undefined {
  return roleTemplates().find(
    ({ TemplateArn, DefaultMinorVersion, MinorVersion }) =>
      TemplateArn === arn && MinorVersion === (minorVersion ?? DefaultMinorVersion),
  );
}

/** Service, name and major version, as the ARN has them. */
export function partsOfTemplateArn(arn: Arn) {
  const parts = parseArn("role-template", arn);
  if (parts === undefined) throw new Error(`${arn} is the ARN of no role template.`);
  return { service: parts.service, name: parts.templateName, majorVersion: Number(parts.majorVersion) };
}
