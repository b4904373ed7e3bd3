import { type Finding, type PolicyKind, validatePolicy } from "@rolecall/policy";
import { useMemo } from "react";

/** What the engine says about a document: what IAM would refuse it for, else what a reviewer would say. */
export function useFindings(
  text: string,
  { kind, accountId }: { readonly kind: PolicyKind; readonly accountId: string },
): readonly Finding[] {
  return useMemo(() => validatePolicy(text, kind, { accountId }), [text, kind, accountId]);
}
