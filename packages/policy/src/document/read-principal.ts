import { isPrincipalForm } from "./check-principal.ts";
import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { KIND_RULES } from "./kind-rules.ts";
import type { Effect, PrincipalElement, PrincipalEntry, PrincipalType } from "./policy.ts";
import { type ElementPair, readStrings, refuseBoth, refuseType, spanOf } from "./read-strings.ts";
import { isOwnServiceName, isServicePrincipal, meantService } from "./service-principal.ts";
import type { Span } from "./span.ts";

const PRINCIPAL_TYPES: readonly PrincipalType[] = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Principal or NotPrincipal, as the kind of policy demands it; undefined where none may stand or what stands was refused.
 * IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
 */
export function readPrincipal(
  pair: ElementPair,
  statement: { readonly span: Span; readonly effect: Effect | undefined },
  findings: FindingList,
): PrincipalElement | undefined {
  const rules = KIND_RULES[findings.kind];
  const member = pair.plain ?? pair.negated;
  if (member === undefined)
    return rules.principal === "prohibited" ? undefined : refuseMissing(statement.span, findings);
  if (rules.principal === "prohibited") return refuseProhibited(member, findings);
  if (pair.plain !== undefined && pair.negated !== undefined)
    return refuseBoth(pair.plain, pair.negated, findings);
  const negated = pair.plain === undefined;
  if (negated && rules.notPrincipal === "prohibited")
    return refuseNotPrincipal(member, statement.effect, findings);
  const element = readElement(member, negated, findings);
  if (element !== undefined && rules.principal === "everyone") requireEveryone(element, findings);
  return element;
}

function readElement(
  member: JsonMember,
  negated: boolean,
  findings: FindingList,
): PrincipalElement | undefined {
  const { value } = member;
  const span = spanOf(value);
  if (value.kind === "object")
    return { negated, everyone: false, entries: readEntries(value, findings), span };
  if (value.kind !== "string")
    return refuseType(value, `"${member.name.text}"`, 'an object or "*"', findings);
  if (value.text !== "*") return refusePlainText(value.text, span, findings);
  if (findings.kind === "trust") return refuseStar(span, findings);
  return { negated, everyone: true, entries: [], span };
}

function readEntries(object: JsonObject, findings: FindingList): readonly PrincipalEntry[] {
  if (object.members.length === 0) refuseEmpty(object, findings);
  return object.members.flatMap((member) => readEntriesOf(member, findings));
}

function readEntriesOf(member: JsonMember, findings: FindingList): PrincipalEntry[] {
  const type = PRINCIPAL_TYPES.find((each) => each === member.name.text);
  if (type === undefined) {
    refusePrincipalType(member, findings);
    return [];
  }
  const texts = (type === "AWS" ? readIds(member) : undefined) ?? readStrings(member, findings) ?? [];
  if (member.value.kind === "array" && texts.length === 0) refuseEmpty(member.value, findings);
  else if (member.value.kind === "array") refuseListOfEveryone(member.value, findings);
  return texts.map((each) => {
    const entry = { type, value: type === "AWS" ? withoutDashes(each.text) : each.text };
    const isTaken = isPrincipalForm(entry) && (!findings.isForIam || isTakenByIam(entry));
    if (!isTaken) refuseForm({ type, value: each.text }, each, findings);
    return entry;
  });
}

type PrincipalNode = Extract<JsonNode, { readonly text: string }>;

/** Texts and numbers: an account id may stand as a JSON number (recorded). Undefined where something else stands. */
function readIds({ value }: JsonMember): readonly PrincipalNode[] | undefined {
  const nodes = value.kind === "array" ? value.items : [value];
  const ids = nodes.filter((node): node is PrincipalNode => node.kind === "string" || node.kind === "number");
  return ids.length === nodes.length ? ids : undefined;
}

/** `1111-2222-3333`, as the console shows an account, is the account 111122223333 (recorded). */
function withoutDashes(text: string): string {
  return /^[0-9]{4}-[0-9]{4}-[0-9]{4}$/.test(text) ? text.replaceAll("-", "") : text;
}

/** Organizations takes a list neither of `*` alone (recorded). */
function refuseListOfEveryone(span: Span, findings: FindingList): void {
  const isRefused = findings.purpose === "save" && KIND_RULES[findings.kind].principal === "everyone";
  if (!isRefused) return;
  findings.refuse("notForThisKind", {
    span,
    message: "A resource control policy does not list principals.",
    suggestion: 'Write "Principal": "*" or { "AWS": "*" }.',
  });
}

/**
 * IAM saves no trust in services that AWS does not have, nor in every identity provider that there is. Of a name that a service of an
 * installation's own can have, whoever saves it finds out whether one has it.
 */
function isTakenByIam({ type, value }: PrincipalEntry): boolean {
  if (type === "Federated") return value !== "*";
  return type !== "Service" || isServicePrincipal(value) || isOwnServiceName(value);
}

function requireEveryone(element: PrincipalElement, findings: FindingList): void {
  const isEveryone =
    element.everyone || element.entries.every((entry) => entry.type === "AWS" && entry.value === "*");
  if (isEveryone) return;
  findings.refuse("notForThisKind", {
    span: element.span,
    message: 'A resource control policy applies to everyone: its Principal is "*".',
    suggestion: 'Write "Principal": "*" and name principals in a condition, such as aws:PrincipalArn.',
  });
}

function refuseMissing(statement: Span, findings: FindingList): undefined {
  return findings.refuse("missingPrincipal", {
    span: statement,
    message: "This statement must say whom it is about.",
    suggestion: 'Add a "Principal".',
  });
}

function refuseProhibited(member: JsonMember, findings: FindingList): undefined {
  return findings.refuse("prohibitedPrincipal", {
    span: member.name,
    message: `"${member.name.text}" has no place here: the policy applies to whom it is attached to.`,
    suggestion: `Remove "${member.name.text}".`,
  });
}

function refuseNotPrincipal(
  member: JsonMember,
  effect: Effect | undefined,
  findings: FindingList,
): undefined {
  return findings.refuse("prohibitedNotPrincipal", {
    span: member.name,
    message: '"NotPrincipal" is not allowed in this kind of policy.',
    suggestion: 'Use "Principal" and a condition on aws:PrincipalArn.',
    subject:
      effect === "Allow"
        ? "Allow with NotPrincipal is not allowed."
        : "AssumeRole policy must not contain NotPrincipal field.",
  });
}

function refuseStar(span: Span, findings: FindingList): undefined {
  return findings.refuse("everyonePrincipal", {
    span,
    message: 'A trust policy cannot say Principal "*".',
    suggestion: 'Write { "AWS": "*" } and limit it with a condition.',
  });
}

function refusePlainText(text: string, span: Span, findings: FindingList): undefined {
  const quoted = JSON.stringify(text);
  return findings.refuse("invalidPrincipal", {
    span,
    message: 'A principal must be an object or "*".',
    subject: quoted,
    suggestion: `Write { "AWS": ${quoted} }.`,
  });
}

function refusePrincipalType(member: JsonMember, findings: FindingList): undefined {
  const quoted = JSON.stringify(member.name.text);
  return findings.refuse("invalidPrincipal", {
    span: member.name,
    message: `${quoted} is not a type of principal.`,
    subject: quoted,
    suggestion: `Use one of ${PRINCIPAL_TYPES.join(", ")}.`,
  });
}

function refuseForm(entry: PrincipalEntry, span: Span, findings: FindingList): undefined {
  const code = entry.type === "Federated" ? "invalidFederatedPrincipal" : "invalidPrincipal";
  return findings.refuse(code, {
    span,
    message: `${JSON.stringify(entry.value)} does not name a principal of type ${entry.type}.`,
    // AWS shows the type in capitals.
    subject: `"${entry.type.toUpperCase()}":${JSON.stringify(entry.value)}`,
    ...suggestForm(entry),
  });
}

function suggestForm({ type, value }: PrincipalEntry): { readonly suggestion?: string } {
  if (type === "AWS")
    return { suggestion: "Use an account id, the ARN of a user, role, session or account root, or *." };
  if (type === "Federated")
    return { suggestion: "Use the ARN of an OIDC or SAML provider, or a host such as accounts.google.com." };
  if (type !== "Service") return {};
  const meant = meantService(value);
  return {
    suggestion:
      meant === undefined ? 'Name a service, such as "lambda.amazonaws.com".' : `Did you mean "${meant}"?`,
  };
}

function refuseEmpty(span: Span, findings: FindingList): undefined {
  return findings.refuse("emptyPrincipal", { span, message: "This names no principal." });
}
