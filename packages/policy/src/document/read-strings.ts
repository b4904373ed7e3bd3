import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonNode, JsonString } from "./json-node.ts";
import type { StringElement } from "./policy.ts";
import type { Span } from "./span.ts";

/** A statement's pair of elements of which one may stand: Action or NotAction, Resource or NotResource. */
export interface ElementPair {
  readonly plain: JsonMember | undefined;
  readonly negated: JsonMember | undefined;
}

/** Checks one value of an element; refuses what AWS would refuse. */
type ValueCheck = (value: string, span: Span, findings: FindingList) => undefined;

/**
 * The element that stands, with each value checked. Undefined where neither stands, where both do, or where the value is
 * no string or list of strings; the latter two are refused here. An empty list comes back as an element without values.
 */
export function readStringElement(
  pair: ElementPair,
  check: ValueCheck,
  findings: FindingList,
): StringElement | undefined {
  const member = pair.plain ?? pair.negated;
  if (member === undefined) return undefined;
  if (pair.plain !== undefined && pair.negated !== undefined)
    return refuseBoth(pair.plain, pair.negated, findings);
  const strings = readStrings(member, findings);
  if (strings === undefined) return undefined;
  for (const each of strings) check(each.text, each, findings);
  return {
    negated: pair.plain === undefined,
    values: strings.map((each) => each.text),
    span: spanOf(member.value),
  };
}

/** A string, or a list of nothing but strings; anything else is refused. */
export function readStrings(member: JsonMember, findings: FindingList): readonly JsonString[] | undefined {
  const { name, value } = member;
  if (value.kind === "string") return [value];
  const stranger = value.kind === "array" ? value.items.find((item) => item.kind !== "string") : value;
  if (stranger !== undefined) {
    return refuseType(stranger, `"${name.text}"`, "a string or a list of strings", findings);
  }
  return (value as { items: readonly JsonNode[] }).items as readonly JsonString[];
}

/** The text of an optional string element such as Sid. */
export function readText(member: JsonMember | undefined, findings: FindingList): string | undefined {
  if (member === undefined) return undefined;
  if (member.value.kind === "string") return member.value.text;
  return refuseType(member.value, `"${member.name.text}"`, "a string", findings);
}

export function refuseBoth(plain: JsonMember, negated: JsonMember, findings: FindingList): undefined {
  return findings.refuse("conflictingElements", {
    span: negated.name,
    message: `A statement cannot have both "${plain.name.text}" and "${negated.name.text}".`,
    suggestion: "Make two statements.",
  });
}

export function refuseType(node: JsonNode, what: string, wanted: string, findings: FindingList): undefined {
  return findings.refuse("wrongType", {
    span: node,
    message: `${what} must be ${wanted}, not ${TYPE_NAMES[node.kind]}.`,
  });
}

const TYPE_NAMES: Readonly<Record<JsonNode["kind"], string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  array: "a list",
  object: "an object",
};

/** A span that does not keep the tree alive. */
export function spanOf(node: Span): Span {
  return { start: node.start, end: node.end };
}
