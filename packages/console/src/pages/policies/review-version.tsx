import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { VersionDifference } from "../../patterns/policy-difference/version-difference.tsx";
import { WhatChanges } from "../../patterns/policy-preview/what-changes.tsx";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { usePolicyWords } from "../../patterns/words/use-policy-words.ts";
import { WordsOfPolicy } from "../../patterns/words/words-of-policy.tsx";
import { useOperation } from "../../session/use-operation.ts";
import { useSaveVersion } from "./use-save-version.tsx";

interface ReviewVersionProps {
  readonly policyArn: string;
  readonly before: { readonly name: string; readonly text: string };
  readonly text: string;
  readonly onClose: () => void;
}

/** So many versions a policy has at most. */
const VERSIONS_MAX = 5;

/** What is saved, beside what is in force: in words, line by line, and who gains and loses what by it. */
export function ReviewVersion({ policyArn, before, text, onClose }: ReviewVersionProps) {
  const accountId = useOwnAccount();
  const words = usePolicyWords({ text, kind: "identity", accountId });
  const full = useFull(policyArn);
  const [mayDelete, setMayDelete] = useState(false);
  const [isCliShown, setCliShown] = useState(false);
  const { save, isSaving, error, notice } = useSaveVersion({
    policyArn,
    before,
    text,
    oldest: full?.VersionId,
    onClose,
  });
  const command = `aws iam create-policy-version --policy-arn ${policyArn} --policy-document file://policy.json --set-as-default`;
  return (
    <SpaceBetween size="m">
      {error !== undefined && <Failed what="The version was not saved." error={error} />}
      {notice}
      {words !== undefined && (
        <div>
          <Box variant="h3">In words</Box>
          <WordsOfPolicy description={words} text={text} />
        </div>
      )}
      <VersionDifference before={before} after={{ name: "the new version", text }} />
      <WhatChanges change={{ PolicyArn: policyArn, PolicyDocument: text }} />
      {full !== undefined && (
        <Alert type="warning" header="The policy has five versions, the most that it can have">
          <Checkbox checked={mayDelete} onChange={({ detail }) => setMayDelete(detail.checked)}>
            {`Delete the oldest, ${full.VersionId}, which was written ${formatDate(full.CreateDate ?? "")}`}
          </Checkbox>
        </Alert>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          loading={isSaving}
          disabled={full !== undefined && !mayDelete}
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

/** The oldest version that can be deleted, where there is no room for another. */
function useFull(PolicyArn: string) {
  const { Versions = [] } = useOperation("iam", "ListPolicyVersions", { PolicyArn }).data ?? {};
  if (Versions.length < VERSIONS_MAX) return undefined;
  return Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).toSorted((a, b) =>
    (a.CreateDate ?? "").localeCompare(b.CreateDate ?? ""),
  )[0];
}
