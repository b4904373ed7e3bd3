import { parsePolicy } from "@rolecall/policy";
import { type AccessReference, describePolicy, renderDescription } from "@rolecall/policy/describe";
import type { LimitKind } from "./limit-kinds.ts";

/** A guard-rail in words, by its structure; nothing of a policy that limits no access. */
export function describeLimit(
  content: string,
  kind: LimitKind | undefined,
  reference: AccessReference,
): string {
  const parsed = kind === undefined ? undefined : parsePolicy(content, kind);
  return parsed?.ok === true ? renderDescription(describePolicy(parsed.policy, reference)) : "";
}
