import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { PolicyEditor } from "../../patterns/policy-editor/policy-editor.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange } from "../../session/use-operation.ts";
import { limitKindOf } from "./limit-kinds.ts";

interface EditOrganizationPolicyProps {
  readonly policyId: string;
  readonly type: string;
  readonly text: string;
  readonly onClose: () => void;
}

/** Another document for a policy: it holds at once wherever the policy is attached. */
export function EditOrganizationPolicy({
  policyId,
  type,
  text: before,
  onClose,
}: EditOrganizationPolicyProps) {
  const [text, setText] = useState(before);
  const [error, setError] = useState<ApiError>();
  const update = useChange("organizations", "UpdatePolicy");
  const kind = limitKindOf(type);
  const save = async () => {
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
  return (
    <SpaceBetween size="m">
      {error !== undefined && <Failed what="The policy was not saved." error={error} />}
      {kind === undefined ? (
        <LazyJsonEditor text={text} label="Policy document" onChange={setText} />
      ) : (
        <PolicyEditor text={text} onChange={setText} kind={kind} quota="organization" accountId="" />
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={text === before}
          disabledReason="Nothing has changed."
          loading={update.isPending}
          onClick={() => void save()}
        >
          Save policy
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
