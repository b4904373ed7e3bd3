import Button from "@cloudscape-design/components/button";
import { describePolicy, renderShort } from "@rolecall/policy/describe";
import { useState } from "react";
import { useAccessReference } from "../policy-words/use-access-reference.ts";
import { useManagedPolicies } from "./use-policy-words.ts";

interface PolicyInWordsProps {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  /** Told without being asked for. */
  readonly isAsked: boolean;
}

/** What a policy allows; read when it is chosen or asked for, since a table that reads each of its rows is slow. */
export function PolicyInWords({ arn, name, accountId, isAsked }: PolicyInWordsProps) {
  const [isOpen, setOpen] = useState(false);
  const isTold = isAsked || isOpen;
  const reference = useAccessReference();
  const policy = useManagedPolicies(isTold ? [arn] : []).get(arn);
  if (!isTold)
    return (
      <Button variant="inline-link" ariaLabel={`In words: ${name}`} onClick={() => setOpen(true)}>
        In words
      </Button>
    );
  if (policy === "denied") return "Not readable by you: iam:GetPolicyVersion";
  if (policy === undefined || reference === undefined) return "…";
  return renderShort(describePolicy(policy, reference, { accountId }));
}
