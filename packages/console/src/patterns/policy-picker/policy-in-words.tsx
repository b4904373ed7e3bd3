import { describePolicy, renderShort } from "@rolecall/policy/describe";
import { readPolicy } from "../policy-words/read-policy.ts";
import { useAccessReference } from "../policy-words/use-access-reference.ts";

interface PolicyInWordsProps {
  /** Undefined where it may not be read. */
  readonly document: string | undefined;
  readonly accountId: string;
}

/** What a policy allows, in a cell. */
export function PolicyInWords({ document, accountId }: PolicyInWordsProps) {
  const reference = useAccessReference();
  if (document === undefined) return "Not readable by you: iam:GetPolicyVersion";
  const policy = readPolicy(document, "identity");
  if (policy === undefined || reference === undefined) return "…";
  return renderShort(describePolicy(policy, reference, { accountId }));
}
