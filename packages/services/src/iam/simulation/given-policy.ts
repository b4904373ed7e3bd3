import { compilePolicy, type PolicyKind, parsePolicy, readContextKeys } from "@rolecall/policy";
import { iamError } from "../error.ts";
import type { SourceLayer, SourcePolicy } from "./source-policy.ts";

/** How the lists of an input are called where a document of theirs is refused. Of the first alone the words were recorded. */
const PHRASES = {
  PolicyInputList: "Policy input list",
  PermissionsBoundaryPolicyInputList: "Permissions boundary policy input list",
  ServiceControlPolicyInputList: "Service control policy input list",
} as const;

export type PolicyInput = keyof typeof PHRASES;

interface Reading {
  readonly input: PolicyInput;
  readonly kind: PolicyKind;
  readonly layer: SourceLayer;
}

/**
 * Documents that a simulation is given, under the ids that AWS was recorded to give: `PolicyInputList.1`. They are compiled for this
 * call alone.
 * @throws InvalidInput "Policy input list item 1 has invalid content"
 */
export function givenPolicies(
  texts: readonly string[] | undefined,
  { input, kind, layer }: Reading,
): readonly SourcePolicy[] {
  return (texts ?? []).map((text, index) => {
    const parsed = parsePolicy(text, kind);
    if (!parsed.ok) throw invalidContent(`${PHRASES[input]} item ${index + 1}`);
    return { layer, id: `${input}.${index + 1}`, policy: compilePolicy(parsed.policy), text };
  });
}

/** The resource's own policy. @throws InvalidInput as AWS does of the others: of this one no words were recorded */
export function givenResourcePolicy(text: string): SourcePolicy {
  const parsed = parsePolicy(text, "resource");
  if (!parsed.ok) throw invalidContent("Resource policy");
  return { layer: "resource", id: "ResourcePolicy", policy: compilePolicy(parsed.policy), text };
}

/**
 * The condition keys of documents, one after the other.
 * @throws InvalidInput "Policy input list item 1 has invalid content"
 */
export function givenContextKeys(texts: readonly string[] | undefined): readonly string[] {
  return (texts ?? []).flatMap((text, index) => {
    const read = readContextKeys(text);
    if (!read.ok) throw invalidContent(`${PHRASES.PolicyInputList} item ${index + 1}`);
    return read.keys;
  });
}

function invalidContent(what: string): Error {
  return iamError("InvalidInput", `${what} has invalid content`);
}
