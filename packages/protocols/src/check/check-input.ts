/** Input → nothing, or the error that tells which constraints of its contract it breaks. */
import {
  isSecretMember,
  type ListShape,
  type MapShape,
  type Member,
  type OperationContract,
  type ServiceContract,
  type Shape,
  type StructureShape,
} from "@rolecall/contracts";
import { compileOnce } from "../compile-once.ts";
import {
  blobRules,
  listRules,
  mapRules,
  numberRules,
  type Rule,
  requiredText,
  stringRules,
  unionText,
} from "./rules.ts";
import { Violations, violationError } from "./violation.ts";

type Check = (value: unknown, path: string, violations: Violations) => void;

const checks = new WeakMap<OperationContract, (input: unknown, violations: Violations) => void>();

/**
 * Checks an input that was decoded or put together in code. What its contract does not have is passed over.
 * @throws RequestError with the code and the wording of the service, where a constraint is broken
 */
export function checkInput(contract: ServiceContract, operation: OperationContract, input: unknown): void {
  let check = checks.get(operation);
  if (check === undefined) {
    const members = memberChecks(operation.input);
    check = (value, violations) => checkMembers(members, value, "", violations);
    checks.set(operation, check);
  }
  const violations = new Violations();
  check(input, violations);
  if (violations.listed.length > 0) throw violationError(contract, violations);
}

const checkOf = compileOnce<[unknown, string, Violations], void>((shape: Shape): Check => {
  switch (shape.kind) {
    case "structure":
      return structureCheck(shape);
    case "list":
      return listCheck(shape);
    case "map":
      return mapCheck(shape);
    default:
      return ruleCheck(shape, scalarRules(shape));
  }
});

function scalarRules(shape: Shape): readonly Rule[] {
  switch (shape.kind) {
    case "string":
      return stringRules(shape);
    case "blob":
      return blobRules(shape);
    case "integer":
    case "long":
    case "float":
    case "double":
      return numberRules(shape);
    default:
      return [];
  }
}

function ruleCheck(shape: Shape, rules: readonly Rule[]): Check {
  return (value, path, violations) => {
    for (const { constraint, text, isKept } of rules) {
      if (!isKept(value)) violations.add({ path, constraint, rule: text, shape, value });
    }
  };
}

interface MemberCheck {
  readonly member: Member;
  /** AWS writes the names in messages with a small first letter. */
  readonly pathName: string;
  readonly check: Check;
}

function memberChecks(shape: StructureShape): readonly MemberCheck[] {
  return shape.members.map((member) => ({
    member,
    pathName: member.name.charAt(0).toLowerCase() + member.name.slice(1),
    check: checkOf(isSecretMember(member.name) ? { ...member.shape, sensitive: true } : member.shape),
  }));
}

function checkMembers(
  members: readonly MemberCheck[],
  structure: unknown,
  prefix: string,
  violations: Violations,
): void {
  for (const { member, pathName, check } of members) {
    const value = (structure as Readonly<Record<string, unknown>>)[member.name];
    if (value !== undefined) check(value, prefix + pathName, violations);
    else if (member.required) addMissing(member.shape, prefix + pathName, violations);
  }
}

function addMissing(shape: Shape, path: string, violations: Violations): void {
  violations.add({ path, constraint: "required", rule: requiredText, shape, value: undefined });
}

function structureCheck(shape: StructureShape): Check {
  const members = memberChecks(shape);
  return (value, path, violations) => {
    checkMembers(members, value, `${path}.`, violations);
    if (shape.union && countSet(value) !== 1) {
      violations.add({ path, constraint: "union", rule: unionText, shape, value });
    }
  };
}

function countSet(structure: unknown): number {
  return Object.values(structure as object).filter((value) => value !== undefined).length;
}

/** Of elements that are structures each is named; of others the list is, with all that its elements must be. */
function listCheck(shape: ListShape): Check {
  const checkSize = ruleCheck(shape, listRules(shape));
  const { element } = shape;
  const checkElements = isComposite(element)
    ? eachElement(element)
    : allElements(shape, scalarRules(element));
  return (value, path, violations) => {
    checkSize(value, path, violations);
    checkElements(value, path, violations);
  };
}

function isComposite(shape: Shape): boolean {
  return shape.kind === "structure" || shape.kind === "list" || shape.kind === "map";
}

function eachElement(element: Shape): Check {
  const check = checkOf(element);
  return (value, path, violations) => {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      check(item, `${path}.${index + 1}.member`, violations);
    }
  };
}

function allElements(shape: ListShape, rules: readonly Rule[]): Check {
  const rule = rules.length === 0 ? requiredText : `Member must satisfy constraint: ${listRulesText(rules)}`;
  const isElementKept = (item: unknown) => item !== undefined && rules.every((each) => each.isKept(item));
  return (value, path, violations) => {
    const isKept = (value as readonly unknown[]).every(isElementKept);
    if (!isKept) violations.add({ path, constraint: "element", rule, shape, value });
  };
}

function mapCheck(shape: MapShape): Check {
  const checkSize = ruleCheck(shape, mapRules(shape));
  const keyRules = stringRules(shape.key);
  const keyText = `Map keys must satisfy constraint: ${listRulesText(keyRules)}`;
  const checkValue = checkOf(shape.value);
  return (value, path, violations) => {
    checkSize(value, path, violations);
    for (const [key, item] of Object.entries(value as object)) {
      const isKept = keyRules.every((rule) => rule.isKept(key));
      if (!isKept) violations.add({ path, constraint: "element", rule: keyText, shape, value });
      checkValue(item, `${path}.${key.slice(0, 128)}.member`, violations);
    }
  };
}

/** Within brackets AWS tells the longest first, then the shortest, then the pattern (recorded of IAM, three times). */
const BRACKET_ORDER: readonly Rule["constraint"][] = ["maxLength", "minLength", "pattern", "values"];

function listRulesText(rules: readonly Rule[]): string {
  const place = (rule: Rule) => BRACKET_ORDER.indexOf(rule.constraint);
  return `[${rules
    .toSorted((a, b) => place(a) - place(b))
    .map((rule) => rule.text)
    .join(", ")}]`;
}
