import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { describePolicy, renderShort } from "@rolecall/policy/describe";
import { Failed } from "../../patterns/failed.tsx";
import { policyTypeOf } from "../../patterns/managed-policy.ts";
import { policyHref } from "../../patterns/policy-href.ts";
import { AskWhatChanges } from "../../patterns/policy-preview/ask-what-changes.tsx";
import { readPolicy } from "../../patterns/policy-words/read-policy.ts";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { WordsAndLines } from "../../patterns/policy-words/words-and-lines.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import type { RoleFacts } from "./role-facts.ts";
import { useDetach } from "./use-detach.ts";
import type { RolePolicy } from "./use-role-policies.ts";

interface PolicyRowProps {
  readonly role: RoleFacts;
  readonly policy: RolePolicy;
  readonly onEdit: () => void;
}

/** A policy of the role: its name and what it allows; opened, its lines and their words. */
export function PolicyRow({ role: { RoleName, Arn }, policy, onEdit }: PolicyRowProps) {
  const { name, arn, text } = policy;
  const accountId = useOwnAccount();
  const reference = useAccessReference();
  const detach = useDetach(RoleName);
  const read = typeof text === "string" ? readPolicy(text, "identity") : undefined;
  const words = read && reference && renderShort(describePolicy(read, reference, { accountId }));
  return (
    <ExpandableSection
      headerText={<span className="rc-whole-name">{name}</span>}
      headerDescription={`${policyTypeOf(arn)} · ${words ?? (typeof text === "string" ? "…" : "not readable by you")}`}
      variant="default"
    >
      <SpaceBetween size="s">
        <SpaceBetween size="xs" direction="horizontal">
          {arn === undefined ? (
            <>
              <Button ariaLabel={`Edit ${name}`} onClick={onEdit}>
                Edit
              </Button>
              <Button ariaLabel={`Delete ${name}`} onClick={() => void detach(policy)}>
                Delete
              </Button>
            </>
          ) : (
            <>
              <Button ariaLabel={`Detach ${name}`} onClick={() => void detach(policy)}>
                Detach
              </Button>
              <Link href={policyHref(arn)}>Open the policy</Link>
            </>
          )}
        </SpaceBetween>
        <AskWhatChanges
          header={`What changes if ${name} is ${arn === undefined ? "deleted" : "detached"}?`}
          changes={[
            { PrincipalArn: Arn, ...(arn === undefined ? { PolicyName: name } : { PolicyArn: arn }) },
          ]}
        />
        {typeof text === "string" ? (
          <WordsAndLines
            text={text}
            policy={read}
            reference={reference}
            accountId={accountId}
            label={`Policy ${name}`}
          />
        ) : (
          <Failed what="The policy could not be read." error={text} />
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
