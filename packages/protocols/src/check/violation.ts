import type { Constraint, InputErrors, ServiceContract, Shape } from "@rolecall/contracts";
import { limits } from "../limits.ts";
import { RequestError } from "../request-error.ts";

/** One broken constraint. */
export interface Violation {
  /** As AWS writes it: `tags.1.member.key`. */
  readonly path: string;
  readonly constraint: Constraint;
  /** What the value should be: "Member must not be null". */
  readonly rule: string;
  readonly shape: Shape;
  /** Undefined where it is missing. */
  readonly value: unknown;
}

/** What is wrong with one input: the first ones are told. */
export class Violations {
  readonly listed: Violation[] = [];

  add(violation: Violation): void {
    if (this.listed.length < limits.violations) this.listed.push(violation);
  }
}

/** The error in the service's own words. */
export function violationError(contract: ServiceContract, violations: Violations): RequestError {
  const { inputErrors, protocol, service } = contract;
  const described = describe(inputErrors, violations);
  const httpStatus = contract.errors.get(described.code)?.httpStatus ?? 400;
  return new RequestError(protocol, service, { ...described, httpStatus });
}

function describe(errors: InputErrors, { listed }: Violations) {
  const code = codeOf(errors, listed[0]);
  const reason = listed[0] && errors.reasons?.[listed[0].constraint];
  if (reason !== undefined) return { code, message: reason.message, details: reason.details };
  const sentence = patternSentence(errors, listed);
  if (sentence !== undefined) return { code, message: sentence, details: errors.details };
  const told = listed.map((violation) => describeViolation(violation, errors.showsValue)).join("; ");
  const noun = listed.length === 1 ? "error" : "errors";
  return { code, message: `${listed.length} validation ${noun} detected: ${told}`, details: errors.details };
}

/** What is listed first decides, where a member has a code of its own. */
function codeOf({ code, memberCodes = {} }: InputErrors, first: Violation | undefined): string {
  const member = first?.path.split(".", 1)[0] ?? "";
  return Object.hasOwn(memberCodes, member) ? (memberCodes[member] ?? code) : code;
}

/** Told alone: AWS looks at these patterns first. */
function patternSentence(
  { patternSentences }: InputErrors,
  listed: readonly Violation[],
): string | undefined {
  if (patternSentences === undefined) return undefined;
  for (const { path, constraint } of listed) {
    if (constraint !== "pattern" || !Object.hasOwn(patternSentences, path)) continue;
    return `The specified value for ${path} is invalid. ${patternSentences[path]}`;
  }
  return undefined;
}

function describeViolation({ path, rule, shape, value }: Violation, showsValue: boolean): string {
  const shown = showsValue ? showValue(shape, value) : "";
  return `Value${shown} at '${path}' failed to satisfy constraint: ${rule}`;
}

/** Secrets are not repeated, and neither is what has no text of its own. */
function showValue(shape: Shape, value: unknown): string {
  if (shape.sensitive || (shape.kind === "list" && shape.element.sensitive)) return "";
  if (value === undefined) return " null";
  const text = valueText(value);
  return text === undefined ? "" : ` '${text.slice(0, limits.shownValueLength)}'`;
}

function valueText(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (!Array.isArray(value) || value.some((element) => typeof element !== "string")) return undefined;
  return `[${value.join(", ")}]`;
}
