import { type Policy, type PolicyKind, parsePolicy } from "@rolecall/policy";

/** A policy document as IAM's answers carry it: percent-encoded (RFC 3986), in most of them. */
export function decodeDocument(document: string): string {
  return document.startsWith("%") ? decodeURIComponent(document) : document;
}

/** The document with a line for each value, as people read it; as it stands where it is no JSON. */
export function prettyDocument(document: string): string {
  const text = decodeDocument(document);
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Undefined where the text is no policy of this kind. */
export function readPolicy(text: string, kind: PolicyKind): Policy | undefined {
  const parsed = parsePolicy(text, kind);
  return parsed.ok ? parsed.policy : undefined;
}
