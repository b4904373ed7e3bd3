import { checkCharacters } from "./check-characters.ts";
import type { ErrorFinding } from "./finding.ts";
import { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonNode, JsonObject, JsonString } from "./json-node.ts";
import { scanJson } from "./json-scanner.ts";
import type { Policy, PolicyKind, PolicyVersion, Statement } from "./policy.ts";
import { readMembers } from "./read-members.ts";
import { readStatement } from "./read-statement.ts";
import { readText, refuseType } from "./read-strings.ts";

/** In UTF-16 code units. The largest policy AWS takes is 131,072 characters. */
export const MAX_DOCUMENT_LENGTH = 4 * 1024 * 1024;

/** What a document is made of. */
export const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"] as const;

export type ParseResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly findings: readonly ErrorFinding[] };

/**
 * Reads the JSON text of a policy. A policy comes back only where the text is a policy of this kind; else every error with its
 * place, the one that AWS would answer first. Never throws; linear in the text.
 *
 * What AWS refuses to save although it would evaluate it, is not refused here: `awsPolicyError` and `validatePolicy` ask that
 * of a document that a customer brings. Whether the text fits a quota, and whether the principals exist, is for the caller.
 * IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(text: string, kind: PolicyKind): ParseResult {
  const findings = new FindingList(kind);
  const policy = readPolicy(text, findings);
  if (policy !== undefined && findings.isEmpty) return { ok: true, policy };
  return { ok: false, findings: findings.errors };
}

/** The policy as far as it can be read; its errors are in `findings`. Undefined where there is no policy at all. */
export function readPolicy(text: string, findings: FindingList): Policy | undefined {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    const message = `The document is longer than ${MAX_DOCUMENT_LENGTH} characters.`;
    return findings.refuse("tooLarge", { span: { start: MAX_DOCUMENT_LENGTH, end: text.length }, message });
  }
  checkCharacters(text, findings);
  const json = scanJson(text);
  if (!json.ok) {
    const { code, message, start, end } = json.fault;
    return findings.refuse(code, { span: { start, end }, message });
  }
  if (json.root.kind !== "object") return refuseType(json.root, "A policy", "an object", findings);
  return readDocument(json.root, findings);
}

function readDocument(root: JsonObject, findings: FindingList): Policy {
  const [versionMember, idMember, statementMember] = readMembers(root, DOCUMENT_ELEMENTS, findings);
  const version = readVersion(versionMember, findings);
  const id = readText(idMember, findings);
  const statements = readStatements(statementMember, root, findings);
  return { kind: findings.kind, version, id, statements };
}

/** The default is the older version, which has no variables (IAM User Guide, "Version"). */
export function readVersion(member: JsonMember | undefined, findings: FindingList): PolicyVersion {
  const text = readText(member, findings);
  if (text === "2012-10-17" || text === "2008-10-17") return text;
  if (text !== undefined) {
    findings.refuse("invalidVersion", {
      span: member!.value,
      message: `${JSON.stringify(text)} is not a version of the policy language.`,
      suggestion: 'Write "2012-10-17".',
    });
  }
  return "2008-10-17";
}

function readStatements(
  member: JsonMember | undefined,
  root: JsonObject,
  findings: FindingList,
): readonly Statement[] {
  if (member === undefined) {
    findings.refuse("missingStatement", { span: root, message: "This policy has no Statement." });
    return [];
  }
  const nodes = member.value.kind === "array" ? member.value.items : [member.value];
  if (nodes.length === 0) {
    findings.refuse("emptyStatement", { span: member.value, message: "This policy has no statements." });
  }
  checkSidsUnique(nodes, findings);
  return nodes.flatMap((node, index) => readStatement(node, index, findings) ?? []);
}

/** Several statements may say Sid "", which is the same as none. */
function checkSidsUnique(nodes: readonly JsonNode[], findings: FindingList): void {
  const seen = new Set<string>();
  for (const node of nodes) {
    if (node.kind !== "object") continue;
    const sid = node.members.find((member) => member.name.text === "Sid")?.value;
    if (sid?.kind !== "string" || sid.text === "") continue;
    if (seen.has(sid.text)) refuseSid(sid, findings);
    seen.add(sid.text);
  }
}

function refuseSid(sid: JsonString, findings: FindingList): void {
  findings.refuse("duplicateSid", {
    span: sid,
    message: `The Sid ${JSON.stringify(sid.text)} is used twice.`,
    suggestion: "Give each statement a Sid of its own.",
  });
}
