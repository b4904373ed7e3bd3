import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { AskWhatChanges } from "../policy-preview/ask-what-changes.tsx";
import { AttachablePicker } from "./attachable-picker.tsx";
import { type AttachablePolicy, attachStep, type PolicyOwner } from "./policy-owner.ts";

interface AttachDialogProps {
  readonly owner: PolicyOwner;
  readonly attached: readonly AttachablePolicy[];
  readonly onClose: () => void;
}

/** Attaches managed policies to a user or a group. */
export function AttachDialog({ owner, attached, onClose }: AttachDialogProps) {
  const [chosen, setChosen] = useState<readonly AttachablePolicy[]>([]);
  const count = chosen.length;
  return (
    <ChangeDialog
      title={`Attach policies to ${owner.name}`}
      verb={count === 1 ? "Attach policy" : `Attach ${count} policies`}
      size="max"
      steps={chosen.map((policy) => attachStep(owner, policy))}
      whatFailed="The policy was not attached."
      canConfirm={count > 0}
      onClose={onClose}
      onDone={() => {
        flashes.show({
          type: "success",
          content: `${count === 1 ? "One policy was" : `${count} policies were`} attached to ${owner.name}.`,
        });
        onClose();
      }}
    >
      <AttachablePicker kind={owner.kind} attached={attached} chosen={chosen} onChoose={setChosen} />
      {count > 0 && owner.arn !== undefined && (
        <AskWhatChanges
          changes={chosen.map(({ PolicyArn }) => ({ PrincipalArn: owner.arn ?? "", PolicyArn }))}
        />
      )}
    </ChangeDialog>
  );
}
