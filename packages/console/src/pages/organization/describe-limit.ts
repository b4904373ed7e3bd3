import { type PolicyKind, parsePolicy } from "@rolecall/policy";
import { type AccessReference, describePolicy, renderDescription } from "@rolecall/policy/describe";

/** What an organization's types of policies are to the engine; others are no policies of access. */
export const LIMIT_KINDS: Readonly<Record<string, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: "serviceControl",
  RESOURCE_CONTROL_POLICY: "resourceControl",
};

/** The types that limit what everybody below may do. */
export const LIMIT_TYPES = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"] as const;

/** A guard-rail in words, by its structure. */
export function describeLimit(content: string, type: string, reference: AccessReference): string {
  const kind = LIMIT_KINDS[type];
  const parsed = kind === undefined ? undefined : parsePolicy(content, kind);
  return parsed?.ok === true ? renderDescription(describePolicy(parsed.policy, reference)) : "";
}
