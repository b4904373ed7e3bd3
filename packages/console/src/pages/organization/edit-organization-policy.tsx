import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { readChanger } from "../../patterns/policy-difference/read-changer.ts";
import { type StandingDocument, useThreeWay } from "../../patterns/policy-difference/use-three-way.tsx";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import { useChange } from "../../session/use-operation.ts";
import { limitKindOf } from "./limit-kinds.ts";

interface EditOrganizationPolicyProps {
  readonly policyId: string;
  readonly type: string;
  readonly text: string;
  readonly onClose: () => void;
}

async function readStanding(PolicyId: string): Promise<StandingDocument> {
  const { Policy } = await callOperation("organizations", "DescribePolicy", { PolicyId });
  return { text: prettyDocument(Policy?.Content ?? "") };
}

/** Another document for a policy: it holds at once wherever the policy is attached. */
export function EditOrganizationPolicy({
  policyId,
  type,
  text: begun,
  onClose,
}: EditOrganizationPolicyProps) {
  // As it was when writing began.
  const [before] = useState(begun);
  const [text, setText] = useState(before);
  const { save, isSaving, error, notice } = useSaving({ policyId, before, text, onClose });
  const kind = limitKindOf(type);
  return (
    <SpaceBetween size="m">
      {notice}
      {error !== undefined && <Failed what="The policy was not saved." error={error} />}
      {kind === undefined ? (
        <LazyJsonEditor text={text} label="Policy document" onChange={setText} />
      ) : (
        <LazyPolicyEditor text={text} onChange={setText} kind={kind} quota="organization" accountId="" />
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={text === before}
          disabledReason="Nothing has changed."
          loading={isSaving}
          onClick={() => void save()}
        >
          Save policy
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface SavingOptions {
  readonly policyId: string;
  readonly before: string;
  readonly text: string;
  readonly onClose: () => void;
}

function useSaving({ policyId, before, text, onClose }: SavingOptions) {
  const [error, setError] = useState<ApiError>();
  const update = useChange("organizations", "UpdatePolicy");
  const overwrite = async () => {
    setError(undefined);
    try {
      await update.mutateAsync({ PolicyId: policyId, Content: text });
      flashes.show({
        type: "success",
        content: "The policy was saved. It holds at once wherever it is attached.",
      });
      onClose();
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  const threeWay = useThreeWay({
    what: "this policy",
    before,
    mine: text,
    read: () => readStanding(policyId),
    readChanger: () => readChanger(policyId, ["UpdatePolicy"]),
    onOverwrite: () => void overwrite(),
    onDiscard: onClose,
  });
  const save = async () => {
    try {
      if (!(await threeWay.isChanged())) await overwrite();
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  return { save, isSaving: update.isPending, error, notice: threeWay.notice };
}
