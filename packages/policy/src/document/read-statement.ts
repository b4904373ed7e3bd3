import { checkAction } from "./check-action.ts";
import { checkResource } from "./check-resource.ts";
import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonNode } from "./json-node.ts";
import { KIND_RULES } from "./kind-rules.ts";
import type { Effect, Statement, StringElement } from "./policy.ts";
import { readConditions } from "./read-conditions.ts";
import { readMembers } from "./read-members.ts";
import { readPrincipal } from "./read-principal.ts";
import { type ElementPair, readStringElement, readText, refuseType, spanOf } from "./read-strings.ts";

/** What a statement is made of. */
export const STATEMENT_ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;

/** Undefined where the statement lacks what it needs to mean anything; the reasons are in `findings`. */
export function readStatement(node: JsonNode, index: number, findings: FindingList): Statement | undefined {
  if (node.kind !== "object") return refuseType(node, "A statement", "an object", findings);
  const [
    sidMember,
    effectMember,
    principal,
    notPrincipal,
    action,
    notAction,
    resource,
    notResource,
    condition,
  ] = readMembers(node, STATEMENT_ELEMENTS, findings);
  const sid = readSid(sidMember, findings);
  const effect = readEffect(effectMember, node, findings);
  const principalElement = readPrincipal(
    { plain: principal, negated: notPrincipal },
    { span: node, effect },
    findings,
  );
  const conditions = readConditions(condition, findings);
  const actionElement = readAction({ plain: action, negated: notAction }, node, findings);
  const resourceElement = readResource({ plain: resource, negated: notResource }, node, findings);
  if (effect === undefined || actionElement === undefined) return undefined;
  return {
    index,
    sid,
    effect,
    principal: principalElement,
    action: actionElement,
    resource: resourceElement,
    conditions,
    span: spanOf(node),
  };
}

function readSid(member: JsonMember | undefined, findings: FindingList): string | undefined {
  const sid = readText(member, findings);
  if (sid === undefined || KIND_RULES[findings.kind].sid === "any") return sid;
  if (/[^0-9A-Za-z]/.test(sid)) {
    findings.refuse("sidCharacters", {
      span: member!.value,
      message: `The Sid ${JSON.stringify(sid)} has characters other than letters and digits.`,
      suggestion: "Use letters and digits alone.",
    });
  }
  return sid;
}

/** Undefined where it is refused. */
export function readEffect(
  member: JsonMember | undefined,
  statement: JsonNode,
  findings: FindingList,
): Effect | undefined {
  if (member === undefined) {
    return findings.refuse("missingEffect", {
      span: statement,
      message: "This statement has no Effect.",
      suggestion: 'Add "Effect": "Allow" or "Effect": "Deny".',
    });
  }
  const text = readText(member, findings);
  if (text === undefined || text === "Allow" || text === "Deny") return text;
  const isCaseAlone = text.toLowerCase() === "allow" || text.toLowerCase() === "deny";
  return findings.refuse(isCaseAlone ? "effectCase" : "invalidEffect", {
    span: member.value,
    message: `${JSON.stringify(text)} is not an Effect.`,
    subject: text,
    suggestion: 'Write "Allow" or "Deny", in this spelling.',
  });
}

function readAction(
  pair: ElementPair,
  statement: JsonNode,
  findings: FindingList,
): StringElement | undefined {
  const isMissing = pair.plain === undefined && pair.negated === undefined;
  const element = readStringElement(pair, checkAction, findings);
  if (isMissing || element?.values.length === 0) {
    findings.refuse("missingAction", {
      span: element?.span ?? statement,
      message: "This statement names no actions.",
      suggestion: 'Add an "Action".',
    });
  }
  if (pair.negated !== undefined && KIND_RULES[findings.kind].notAction === "prohibited") {
    findings.refuse("notForThisKind", {
      span: pair.negated.name,
      message: '"NotAction" is not allowed in a resource control policy.',
      suggestion: 'Use "Action".',
    });
  }
  return element;
}

function readResource(
  pair: ElementPair,
  statement: JsonNode,
  findings: FindingList,
): StringElement | undefined {
  const rule = KIND_RULES[findings.kind].resource;
  const member = pair.plain ?? pair.negated;
  if (rule === "prohibited") return member && refuseResource(member, findings);
  const element = readStringElement(pair, checkResource, findings);
  const isEmpty = element?.values.length === 0;
  if (isEmpty || (member === undefined && rule === "required")) {
    findings.refuse("missingResource", {
      span: element?.span ?? statement,
      message: "This statement names no resources.",
      suggestion: 'Add a "Resource"; "*" is all of them.',
    });
  }
  return element;
}

function refuseResource(member: JsonMember, findings: FindingList): undefined {
  const name = member.name.text;
  return findings.refuse("prohibitedResource", {
    span: member.name,
    message: `"${name}" has no place in a trust policy: its resource is the role.`,
    subject:
      name === "Resource" ? "Has prohibited field Resource" : "AssumeRole policy must not contain resources.",
    suggestion: `Remove "${name}".`,
  });
}
