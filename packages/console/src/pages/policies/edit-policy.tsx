import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { guardLeaving } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { judgePolicy } from "../../patterns/policy-editor/judge-policy.ts";
import { PolicyEditor } from "../../patterns/policy-editor/policy-editor.tsx";
import { WhatChanges } from "../../patterns/policy-preview/what-changes.tsx";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { usePolicyWords } from "../../patterns/words/use-policy-words.ts";
import { WordsOfPolicy } from "../../patterns/words/words-of-policy.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange, useOperation } from "../../session/use-operation.ts";
import { VersionDifference } from "./version-difference.tsx";

interface EditPolicyProps {
  readonly policyArn: string;
  readonly versionId: string;
  /** As it is in force. */
  readonly text: string;
  readonly onClose: () => void;
}

/** So many versions a policy has at most. */
const VERSIONS_MAX = 5;

/** Another version of a policy: written, looked over beside the one in force, and saved as the one in force. */
export function EditPolicy({ policyArn, versionId, text: before, onClose }: EditPolicyProps) {
  const [text, setText] = useState(before);
  const [isReviewing, setReviewing] = useState(false);
  const accountId = useOwnAccount();
  const isChanged = text !== before;
  useEffect(
    () => (isChanged ? guardLeaving(() => confirm("Leave without saving?")) : undefined),
    [isChanged],
  );
  const hasErrors = judgePolicy(text, "identity", accountId).some(({ tab }) => tab === "errors");
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={isReviewing ? "What is saved, beside what is in force." : undefined}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={onClose}>Cancel</Button>
              {isReviewing ? (
                <Button onClick={() => setReviewing(false)}>Back to the editor</Button>
              ) : (
                <Button
                  variant="primary"
                  disabled={!isChanged || hasErrors}
                  disabledReason={
                    hasErrors ? "The document has errors; AWS would refuse it." : "Nothing has changed."
                  }
                  onClick={() => setReviewing(true)}
                >
                  Next
                </Button>
              )}
            </SpaceBetween>
          }
        >
          {isReviewing ? "Review and save" : "Edit policy"}
        </Header>
      }
    >
      {isReviewing ? (
        <ReviewVersion
          policyArn={policyArn}
          before={{ name: versionId, text: before }}
          text={text}
          onSaved={onClose}
        />
      ) : (
        <PolicyEditor text={text} onChange={setText} kind="identity" quota="managed" accountId={accountId} />
      )}
    </Container>
  );
}

interface ReviewVersionProps {
  readonly policyArn: string;
  readonly before: { readonly name: string; readonly text: string };
  readonly text: string;
  readonly onSaved: () => void;
}

function ReviewVersion({ policyArn, before, text, onSaved }: ReviewVersionProps) {
  const accountId = useOwnAccount();
  const words = usePolicyWords({ text, kind: "identity", accountId });
  const versions = useOperation("iam", "ListPolicyVersions", { PolicyArn: policyArn }).data?.Versions ?? [];
  const [{ VersionId: oldest, CreateDate } = {}] = versions
    .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
    .toSorted((a, b) => (a.CreateDate ?? "").localeCompare(b.CreateDate ?? ""));
  const isFull = versions.length >= VERSIONS_MAX;
  const [mayDelete, setMayDelete] = useState(false);
  const [isCliShown, setCliShown] = useState(false);
  const [error, setError] = useState<ApiError>();
  const create = useChange("iam", "CreatePolicyVersion");
  const remove = useChange("iam", "DeletePolicyVersion");
  const save = async () => {
    setError(undefined);
    try {
      if (isFull && oldest !== undefined)
        await remove.mutateAsync({ PolicyArn: policyArn, VersionId: oldest });
      const input = { PolicyArn: policyArn, PolicyDocument: text, SetAsDefault: true };
      const { PolicyVersion } = await create.mutateAsync(input);
      flashes.show({ type: "success", content: `Version ${PolicyVersion?.VersionId} is in force now.` });
      onSaved();
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  const command = `aws iam create-policy-version --policy-arn ${policyArn} --policy-document file://policy.json --set-as-default`;
  return (
    <SpaceBetween size="m">
      {error !== undefined && <Failed what="The version was not saved." error={error} />}
      {words !== undefined && (
        <div>
          <Box variant="h3">In words</Box>
          <WordsOfPolicy description={words} text={text} />
        </div>
      )}
      <VersionDifference before={before} after={{ name: "the new version", text }} />
      <WhatChanges change={{ PolicyArn: policyArn, PolicyDocument: text }} />
      {isFull && (
        <Alert type="warning" header="The policy has five versions, the most that it can have">
          <Checkbox checked={mayDelete} onChange={({ detail }) => setMayDelete(detail.checked)}>
            {`Delete the oldest, ${oldest}, which was written ${CreateDate === undefined ? "" : formatDate(CreateDate)}`}
          </Checkbox>
        </Alert>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          loading={create.isPending || remove.isPending}
          disabled={isFull && !mayDelete}
          onClick={() => void save()}
        >
          Save version
        </Button>
        <Button onClick={() => setCliShown(true)}>Show as AWS CLI</Button>
      </SpaceBetween>
      <ShowAsCli command={command} isShown={isCliShown} onClose={() => setCliShown(false)} />
    </SpaceBetween>
  );
}
