import { contextKeys } from "../variable/context-keys.ts";
import { checkResource } from "./check-resource.ts";
import type { ErrorFinding } from "./finding.ts";
import { FindingList } from "./finding-list.ts";
import type { JsonNode } from "./json-node.ts";
import { scanJson } from "./json-scanner.ts";
import { DOCUMENT_ELEMENTS, readVersion } from "./parse.ts";
import type { Statement } from "./policy.ts";
import { readConditions } from "./read-conditions.ts";
import { readMembers } from "./read-members.ts";
import { readEffect, STATEMENT_ELEMENTS } from "./read-statement.ts";
import { readStringElement, refuseType } from "./read-strings.ts";

export type ContextKeysResult =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly findings: readonly ErrorFinding[] };

/**
 * The condition keys of which a document speaks, which need not be whole: of whatever kind it is, and without statements, actions or
 * resources too (recorded on AWS). Elements that are unknown, an Effect that is missing, operators that there are not and resources
 * that are none are refused. Never throws; linear in the text.
 */
export function readContextKeys(text: string): ContextKeysResult {
  const findings = new FindingList("identity");
  const json = scanJson(text);
  if (!json.ok) {
    const { code, message, start, end } = json.fault;
    findings.refuse(code, { span: { start, end }, message });
    return { ok: false, findings: findings.errors };
  }
  const keys = readKeys(json.root, findings);
  return findings.isEmpty ? { ok: true, keys } : { ok: false, findings: findings.errors };
}

function readKeys(root: JsonNode, findings: FindingList): readonly string[] {
  if (root.kind !== "object") {
    refuseType(root, "A policy", "an object", findings);
    return [];
  }
  const [versionMember, , statementMember] = readMembers(root, DOCUMENT_ELEMENTS, findings);
  const version = readVersion(versionMember, findings);
  const value = statementMember?.value;
  const nodes = value === undefined ? [] : value.kind === "array" ? value.items : [value];
  return contextKeys({ version, statements: nodes.flatMap((node) => readPart(node, findings) ?? []) });
}

function readPart(
  node: JsonNode,
  findings: FindingList,
): Pick<Statement, "resource" | "conditions"> | undefined {
  if (node.kind !== "object") return refuseType(node, "A statement", "an object", findings);
  const [, effect, , , , , plain, negated, condition] = readMembers(node, STATEMENT_ELEMENTS, findings);
  readEffect(effect, node, findings);
  const resource = readStringElement({ plain, negated }, checkResource, findings);
  return { resource, conditions: readConditions(condition, findings) };
}
