import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import type { TreeNode } from "./organization-tree.ts";

interface CreateUnitDialogProps {
  readonly parent: TreeNode;
  readonly onClose: () => void;
}

/** A new organizational unit in the root or in another unit. */
export function CreateUnitDialog({ parent, onClose }: CreateUnitDialogProps) {
  const [name, setName] = useState("");
  const step = changeStep(`Create the unit ${name}`, {
    service: "organizations",
    operation: "CreateOrganizationalUnit",
    input: { ParentId: parent.id, Name: name },
  });
  return (
    <ChangeDialog
      title={`Create a unit in ${parent.name}`}
      verb="Create unit"
      whatFailed="The unit was not created."
      steps={[step]}
      canConfirm={name !== ""}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The unit ${name} was created.` });
        onClose();
      }}
    >
      <FormField label="Unit name" constraintText="1 to 128 characters, unique in its parent.">
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ChangeDialog>
  );
}
