import type { CreateDelegationRequestRequest, PolicyParameter } from "@rolecall/contracts/iam";
import type { DocumentTemplate, ProductProvider } from "@rolecall/operations";
import { awsPolicyError } from "@rolecall/policy";
import type { DelegationParameter, DelegationRequestRecord } from "@rolecall/store";
import { iamError } from "../error.ts";
import { MissingParameter, renderDocument } from "../template/render-template.ts";

/** Source: IAM User Guide, "Policy templates": of the rendered policy. */
const MAX_POLICY_LENGTH = 2_048;

/** They are kept with the request, and what comes of them must be shorter. No source. */
const MAX_PARAMETERS_LENGTH = 4_096;

type Asked = Pick<DelegationRequestRecord, "policyTemplateArn" | "parameters" | "permissionPolicy">;

/**
 * The policy that a template and its parameters come to: as a session policy it has to be one that AWS takes.
 * @throws InvalidInput; AWS's words are not known
 */
export function permissionsAsked(
  { policyTemplates }: Pick<ProductProvider, "policyTemplates">,
  {
    PolicyTemplateArn: policyTemplateArn,
    Parameters: sent = [],
  }: CreateDelegationRequestRequest["Permissions"],
): Asked {
  if (policyTemplateArn === undefined) throw invalid("A policy template has to be named.");
  const template = policyTemplates.get(policyTemplateArn);
  if (template === undefined) throw invalid(`The policy template ${policyTemplateArn} is not registered.`);
  const parameters = sent.map(readParameter);
  if (JSON.stringify(parameters).length > MAX_PARAMETERS_LENGTH)
    throw invalid("The parameters are too long.");
  const permissionPolicy = render(template, parameters);
  if (permissionPolicy.length > MAX_POLICY_LENGTH) {
    throw invalid(
      `The rendered policy has ${permissionPolicy.length} characters, more than ${MAX_POLICY_LENGTH}.`,
    );
  }
  const problem = awsPolicyError(permissionPolicy, "session");
  if (problem !== undefined) throw invalid(`The rendered policy is malformed: ${problem.message}`);
  return { policyTemplateArn, parameters, permissionPolicy };
}

function readParameter({
  Name: name,
  Values: values = [],
  Type: type = "string",
}: PolicyParameter): DelegationParameter {
  if (name === undefined) throw invalid("A parameter has no name.");
  if (type === "string" && values.length !== 1)
    throw invalid(`The parameter ${name} must have exactly one value.`);
  return { name, type, values };
}

function render(template: DocumentTemplate, parameters: readonly DelegationParameter[]): string {
  const values = new Map(
    parameters.map(({ name, type, values }) => [name, type === "string" ? (values[0] ?? "") : values]),
  );
  if (values.size !== parameters.length) throw invalid("A parameter comes twice.");
  const text = JSON.stringify(template);
  const unknown = parameters.find(
    ({ name }) => !text.includes(`@{${name}}`) && !text.includes(`"@Enabled":"${name}"`),
  );
  if (unknown !== undefined) throw invalid(`The policy template has no parameter ${unknown.name}.`);
  try {
    const rendered = renderDocument(template, values);
    if (rendered !== undefined) return rendered;
  } catch (error) {
    if (error instanceof MissingParameter) throw invalid(error.message);
    throw error;
  }
  throw invalid("With these parameters the policy has no statement.");
}

function invalid(message: string) {
  return iamError("InvalidInput", message);
}
