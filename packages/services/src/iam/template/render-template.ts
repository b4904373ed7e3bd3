/**
 * Templates of policy documents: texts with placeholders `@{Name}`, and statements that stand in the document only where the parameter
 * that their `@Enabled` names is True.
 * Sources: IAM User Guide, "Policy templates" (temporary delegation), "Overview of role templates"; recorded roles of templates.
 */

import type { DocumentTemplate, TemplateJson } from "@rolecall/operations";

/** A value of a parameter: lists stand where a list may. */
export type TemplateValues = ReadonlyMap<string, string | readonly string[]>;

/** A parameter that a template needs and nobody gave. */
export class MissingParameter extends Error {
  constructor(name: string) {
    super(`Parameter '${name}' not found.`);
    this.name = "MissingParameter";
  }
}

const PLACEHOLDER = /@\{([^{}]{1,256})\}/g;
const CONDITION = "@Enabled";

/** A text that takes single values. @throws MissingParameter where there is none */
export function renderText(template: string, values: TemplateValues): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = valueNamed(name, values);
    if (typeof value === "string") return value;
    throw new MissingParameter(name);
  });
}

/** With a list in the middle, the text once for each of its values. */
function renderTexts(template: string, values: TemplateValues): string | readonly string[] {
  for (const [placeholder, name = ""] of template.matchAll(PLACEHOLDER)) {
    const list = valueNamed(name, values);
    if (typeof list === "string") continue;
    if (placeholder === template) return list;
    return list.map((value) => renderText(template, new Map(values).set(name, value)));
  }
  return renderText(template, values);
}

/**
 * The document as JSON; undefined where none of its statements is to stand in it. Values are never looked through for placeholders, and
 * cannot leave the text that they stand in.
 * @throws MissingParameter of those alone that stand in what is rendered
 */
export function renderDocument(
  { Statement: statements, ...members }: DocumentTemplate,
  values: TemplateValues,
): string | undefined {
  const kept = asList(statements ?? []).filter((statement) => isEnabled(statement, values));
  if (kept.length === 0) return undefined;
  const Statement = kept.map((statement) => render(withoutCondition(statement), values));
  return JSON.stringify({ ...(render(members, values) as object), Statement });
}

function isEnabled(statement: TemplateJson, values: TemplateValues): boolean {
  const condition = isObject(statement) ? statement[CONDITION] : undefined;
  if (typeof condition !== "string") return true;
  // Recorded: true in any case.
  return String(valueNamed(condition, values)).toLowerCase() === "true";
}

function withoutCondition(statement: TemplateJson): TemplateJson {
  if (!isObject(statement)) return statement;
  const { [CONDITION]: _, ...members } = statement;
  return members;
}

function render(template: TemplateJson, values: TemplateValues): TemplateJson {
  if (typeof template === "string") return renderTexts(template, values);
  if (Array.isArray(template)) return template.flatMap((item) => render(item, values));
  if (!isObject(template)) return template;
  const entries = Object.entries(template);
  return Object.fromEntries(
    entries.map(([name, value]) => [renderText(name, values), render(value, values)]),
  );
}

function valueNamed(name: string, values: TemplateValues): string | readonly string[] {
  const value = values.get(name);
  if (value === undefined) throw new MissingParameter(name);
  return value;
}

function asList(value: TemplateJson): readonly TemplateJson[] {
  return Array.isArray(value) ? value : [value as TemplateJson];
}

function isObject(value: TemplateJson): value is { readonly [member: string]: TemplateJson } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
