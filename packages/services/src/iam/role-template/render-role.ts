import type { AcquireRoleRequest } from "@rolecall/contracts/iam";
import type { Arn } from "@rolecall/names";
import { iamError, validationError } from "../error.ts";
import {
  MissingParameter,
  renderDocument,
  renderText,
  type TemplateValues,
} from "../template/render-template.ts";
import type { RoleTemplate } from "./role-templates.ts";

/** The role that a template comes to. */
export interface RenderedRole {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly trustPolicy: string;
  readonly inlinePolicies: readonly { readonly name: string; readonly document: string }[];
  readonly managedPolicyArns: readonly Arn[];
  readonly maxSessionSeconds: number;
  /** What it was made with, defaults among it. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

type Given = NonNullable<AcquireRoleRequest["ReplacementValues"]>;

/** Characters of all values together, which are kept with the role: no more than its policies may have. AWS tells no limit. */
const VALUES_MAX_LENGTH = 10_240;

const LIST_TYPES: ReadonlySet<string> = new Set(["StringList", "NumberList", "ArnList"]);
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

/** @throws InvalidInput, ValidationError in the recorded words */
export function renderRole(template: RoleTemplate, given: Given = {}): RenderedRole {
  checkLength(given);
  const values = readValues(template, given);
  try {
    return renderWith(template, values);
  } catch (error) {
    if (error instanceof MissingParameter) throw notRendered(error.message);
    throw error;
  }
}

function renderWith(template: RoleTemplate, values: TemplateValues): RenderedRole {
  const trustPolicy = renderDocument(template.AssumeRolePolicyDocumentTemplate, values);
  if (trustPolicy === undefined) throw new Error(`${template.TemplateArn} trusts nobody.`);
  const inline = (template.InlinePolicyTemplates ?? []).map(({ PolicyName: name, PolicyDocument }) => ({
    name,
    document: renderDocument(PolicyDocument, values),
  }));
  return {
    name: roleName(renderText(template.RoleNamePattern, values)),
    path: renderText(template.RolePathPattern ?? "/", values),
    description: renderText(template.RoleDescriptionPattern, values),
    trustPolicy,
    inlinePolicies: inline.flatMap(({ name, document }) =>
      document === undefined ? [] : [{ name, document }],
    ),
    managedPolicyArns: template.ManagedPolicyArns ?? [],
    maxSessionSeconds: template.MaxSessionDuration,
    values: Object.fromEntries([...values].map(([name, value]) => [name, [value].flat()])),
  };
}

/** Looked at first: each value may have a megabyte, and stand in a document several times, or in none. */
function checkLength(given: Given): void {
  const texts = Object.values(given).flatMap((entry) => entry?.Values ?? []);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > VALUES_MAX_LENGTH)
    throw notRendered(`The values have ${length} characters, more than ${VALUES_MAX_LENGTH}.`);
}

/** What was given, and the defaults of what was not. A parameter without either is missed where it is needed (recorded). */
function readValues({ ParametersDefinition: parameters }: RoleTemplate, given: Given): TemplateValues {
  const values = new Map<string, string | readonly string[]>();
  for (const { Name: name, Type: type, DefaultValue: otherwise } of parameters) {
    const sent = Object.hasOwn(given, name) ? given[name]?.Values : undefined;
    if (sent === undefined) {
      if (otherwise !== undefined) values.set(name, otherwise);
    } else if (LIST_TYPES.has(type)) values.set(name, sent);
    else {
      const [only = "", ...others] = sent;
      if (others.length > 0) {
        throw validationError(`${name} replacement value must contain exactly one value, got ${sent.length}`);
      }
      values.set(name, only);
    }
  }
  const unknown = Object.keys(given).find((name) => !parameters.some(({ Name }) => Name === name));
  if (unknown !== undefined) throw notRendered(`Unrecognized parameter: ${unknown}`);
  return values;
}

/** @throws ValidationError in the words in which the contract refuses a role's name */
function roleName(name: string): string {
  if (ROLE_NAME.test(name)) return name;
  throw validationError(
    "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
  );
}

function notRendered(reason: string) {
  return iamError("InvalidInput", `Failed to render template: ${reason}`);
}
