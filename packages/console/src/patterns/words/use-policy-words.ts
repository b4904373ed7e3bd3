import { type PolicyKind, parsePolicy } from "@rolecall/policy";
import { describePolicy, type PolicyDescription } from "@rolecall/policy/describe";
import { useMemo } from "react";
import { useAccessReference } from "../policy-words/use-access-reference.ts";

export interface PolicyInQuestion {
  readonly text: string | undefined;
  readonly kind: PolicyKind;
  readonly accountId: string;
}

/** A document in words, by the engine; undefined while the reference comes, and where the document is no policy. */
export function usePolicyWords({ text, kind, accountId }: PolicyInQuestion): PolicyDescription | undefined {
  const reference = useAccessReference();
  return useMemo(() => {
    if (text === undefined || reference === undefined) return undefined;
    const parsed = parsePolicy(text, kind);
    return parsed.ok ? describePolicy(parsed.policy, reference, { accountId }) : undefined;
  }, [text, kind, accountId, reference]);
}
