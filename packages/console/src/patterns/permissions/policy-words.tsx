import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { parsePolicy } from "@rolecall/policy";
import { describePolicy, renderDescription } from "@rolecall/policy/describe";
import { type ReactNode, useState } from "react";
import type { ApiError } from "../../session/api-error.ts";
import { useOperation } from "../../session/use-operation.ts";
import { Failed } from "../failed.tsx";
import { decodeDocument, prettyDocument } from "../policy-words/read-policy.ts";
import { useAccessReference } from "../policy-words/use-access-reference.ts";
import type { PolicyOwner } from "./policy-owner.ts";
import "../change/change.css";

/** What a document allows and denies, in sentences, and the document. */
export function PolicyWords({ document }: { readonly document: string }) {
  const words = usePolicyWords(document);
  return (
    <SpaceBetween size="xs">
      {words !== undefined && <div>{words}</div>}
      <pre className="rc-commands" tabIndex={0}>
        {prettyDocument(document)}
      </pre>
    </SpaceBetween>
  );
}

/** Undefined until the reference of all actions is there: it is big, and loaded when it is first needed. */
export function usePolicyWords(document: string | undefined): string | undefined {
  const reference = useAccessReference();
  if (document === undefined || reference === undefined) return undefined;
  const read = parsePolicy(document, "identity");
  if (!read.ok) return `It cannot be said in words: ${read.findings[0]?.message ?? "it is no policy."}`;
  return renderDescription(describePolicy(read.policy, reference));
}

/** Folded until asked for: a call for each row of a table would be many. */
export function Folded({ label, children }: { readonly label: string; readonly children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      headerText={label}
      variant="inline"
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && children()}
    </ExpandableSection>
  );
}

/** Of a managed policy, in its default version. */
export function WordsOfManaged({ policyArn }: { readonly policyArn: string }) {
  const policy = useOperation("iam", "GetPolicy", { PolicyArn: policyArn });
  const VersionId = policy.data?.Policy?.DefaultVersionId;
  const version = useOperation(
    "iam",
    "GetPolicyVersion",
    VersionId === undefined ? undefined : { PolicyArn: policyArn, VersionId },
  );
  return <Words error={policy.error ?? version.error} document={version.data?.PolicyVersion?.Document} />;
}

interface WordsOfInlineProps {
  readonly owner: PolicyOwner;
  readonly policyName: string;
}

export function WordsOfInline({ owner, policyName }: WordsOfInlineProps) {
  const { error, document } = useInlineDocument(owner, policyName);
  return <Words error={error} document={document} />;
}

/** The document of an inline policy, as it was written. */
export function useInlineDocument(owner: PolicyOwner, policyName: string | undefined) {
  const isUser = owner.kind === "user";
  const PolicyName = policyName ?? "";
  const isAsked = policyName !== undefined;
  const ofUser = useOperation(
    "iam",
    "GetUserPolicy",
    isAsked && isUser ? { UserName: owner.name, PolicyName } : undefined,
  );
  const ofGroup = useOperation(
    "iam",
    "GetGroupPolicy",
    isAsked && !isUser ? { GroupName: owner.name, PolicyName } : undefined,
  );
  const { data, error } = isUser ? ofUser : ofGroup;
  return { error, document: data === undefined ? undefined : decodeDocument(data.PolicyDocument) };
}

function Words({
  error,
  document,
}: {
  readonly error: ApiError | null;
  readonly document: string | undefined;
}) {
  if (error !== null) return <Failed what="The policy could not be read." error={error} />;
  if (document === undefined) return <Box color="text-body-secondary">Loading the policy</Box>;
  return <PolicyWords document={decodeDocument(document)} />;
}
