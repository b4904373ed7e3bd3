import { parsePolicy } from "@rolecall/policy";
import { describePolicy, renderShort } from "@rolecall/policy/describe";
import { useMemo } from "react";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";

/** What a document allows, in a table's cell: the engine's words, all of them in the title. */
export function AllowedInShort({ document }: { readonly document: string | undefined }) {
  const reference = useAccessReference();
  const accountId = useOwnAccount();
  const words = useMemo(() => {
    if (document === undefined || reference === undefined) return "–";
    const parsed = parsePolicy(document, "identity");
    return parsed.ok ? renderShort(describePolicy(parsed.policy, reference, { accountId })) : "–";
  }, [document, reference, accountId]);
  return <span title={words}>{words}</span>;
}
