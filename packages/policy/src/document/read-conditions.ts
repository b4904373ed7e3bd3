import { checkLiteral } from "./check-literal.ts";
import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonNode, JsonScalar, JsonString } from "./json-node.ts";
import { nearestName } from "./nearest-name.ts";
import { OPERATOR_NAMES, type OperatorName } from "./operator-names.ts";
import type { ConditionEntry, Quantifier } from "./policy.ts";
import { refuseType } from "./read-strings.ts";

interface Operator {
  readonly name: OperatorName;
  readonly quantifier: Quantifier | undefined;
  readonly ifExists: boolean;
}

const OPERATORS: ReadonlyMap<string, OperatorName> = new Map(
  OPERATOR_NAMES.map((name) => [name.toLowerCase(), name]),
);

const QUANTIFIERS: ReadonlyMap<string, Quantifier> = new Map([
  ["forallvalues", "ForAllValues"],
  ["foranyvalue", "ForAnyValue"],
]);

/**
 * The Condition element as a flat list, one entry for each key of each operator block; all of them must hold.
 * IAM User Guide, "IAM JSON policy elements: Condition".
 */
export function readConditions(
  member: JsonMember | undefined,
  findings: FindingList,
): readonly ConditionEntry[] {
  if (member === undefined) return [];
  const { value } = member;
  if (value.kind !== "object") {
    refuseType(value, '"Condition"', "an object", findings);
    return [];
  }
  return value.members.flatMap((block) => readBlock(block, findings));
}

/** A block without keys demands nothing, whatever its operator is called; AWS takes it. */
function readBlock(block: JsonMember, findings: FindingList): readonly ConditionEntry[] {
  const { name, value } = block;
  if (value.kind !== "object") {
    refuseType(value, `The condition "${name.text}"`, "an object of condition keys", findings);
    return [];
  }
  if (value.members.length === 0) return [];
  const operator = parseOperator(name.text);
  if (operator === undefined) {
    refuseOperator(block, findings);
    return [];
  }
  return value.members.map((member) => readEntry(member, operator, findings));
}

function readEntry(member: JsonMember, operator: Operator, findings: FindingList): ConditionEntry {
  const { name, value } = member;
  const values: string[] = [];
  for (const node of value.kind === "array" ? value.items : [value]) {
    const literal = readLiteral(node, name.text, findings);
    if (literal === undefined) continue;
    values.push(literal.text);
    if (findings.purpose === "save") checkLiteral(operator.name, literal, findings);
  }
  const { name: operatorName, quantifier, ifExists } = operator;
  return {
    operator: operatorName,
    quantifier,
    ifExists,
    key: name.text,
    values,
    span: { start: name.start, end: value.end },
  };
}

function readLiteral(
  node: JsonNode,
  key: string,
  findings: FindingList,
): JsonString | JsonScalar | undefined {
  if (node.kind === "string" || node.kind === "number" || node.kind === "boolean") return node;
  return refuseType(node, `A value of "${key}"`, "a string, a number or a boolean", findings);
}

/** `ForAnyValue:StringLikeIfExists`: quantifier, name and suffix, without regard to case. */
function parseOperator(text: string): Operator | undefined {
  const colon = text.indexOf(":");
  const quantifier = colon < 0 ? undefined : QUANTIFIERS.get(text.slice(0, colon).toLowerCase());
  if (colon >= 0 && quantifier === undefined) return undefined;
  const base = text.slice(colon + 1).toLowerCase();
  const ifExists = base.endsWith("ifexists");
  const name = OPERATORS.get(ifExists ? base.slice(0, -"ifexists".length) : base);
  // "Null" asks whether the key is there at all: IfExists would say nothing (IAM User Guide, "...IfExists").
  if (name === undefined || (name === "Null" && ifExists)) return undefined;
  return { name, quantifier, ifExists };
}

function refuseOperator(block: JsonMember, findings: FindingList): void {
  const name = block.name.text;
  findings.refuse("unknownOperator", {
    span: block.name,
    message: `${JSON.stringify(name)} is not a condition operator.`,
    subject: name,
    suggestion: () => suggestOperator(name),
  });
}

/** The name with each of its parts as it was probably meant: quantifier, operator, IfExists. */
function suggestOperator(text: string): string {
  const colon = text.indexOf(":");
  const quantifier = colon < 0 ? undefined : nearestName(text.slice(0, colon), QUANTIFIERS.values());
  const [, base = "", suffix] = /^(.*?)(IfExists?)?$/i.exec(text.slice(colon + 1)) ?? [];
  const name = nearestName(base, OPERATOR_NAMES);
  if (name === undefined || (colon >= 0 && quantifier === undefined)) {
    return "Use an operator such as StringEquals, ArnLike or Bool; see the condition operators of IAM.";
  }
  const ifExists = suffix === undefined || name === "Null" ? "" : "IfExists";
  return `Did you mean "${quantifier === undefined ? "" : `${quantifier}:`}${name}${ifExists}"?`;
}
