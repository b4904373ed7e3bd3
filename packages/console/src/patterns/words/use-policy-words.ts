import { type PolicyKind, parsePolicy } from "@rolecall/policy";
import {
  type AccessReference,
  describePolicy,
  type PolicyDescription,
  readAccessLevels,
} from "@rolecall/policy/describe";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

/** What AWS says of its actions: large, so a chunk of its own, which a page that has words loads behind its first paint. */
async function loadReference(): Promise<AccessReference> {
  const { ACCESS_LEVEL_DATA } = await import("@rolecall/policy/access-levels");
  return readAccessLevels(ACCESS_LEVEL_DATA);
}

export function useAccessReference(): AccessReference | undefined {
  const query = { queryKey: ["access levels"], queryFn: loadReference, staleTime: Number.POSITIVE_INFINITY };
  return useQuery(query).data;
}

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
