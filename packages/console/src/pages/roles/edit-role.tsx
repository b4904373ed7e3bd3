import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { useChange } from "../../session/use-operation.ts";
import { DurationSelect } from "./duration-select.tsx";
import type { RoleFacts } from "./role-facts.ts";

/** In characters, IAM's limit. */
const DESCRIPTION_MAX = 1_000;

/** Description and maximum session of a role. */
export function EditRole({ role, onClose }: { readonly role: RoleFacts; readonly onClose: () => void }) {
  const [description, setDescription] = useState(role.Description ?? "");
  const [seconds, setSeconds] = useState(role.MaxSessionDuration ?? 3_600);
  const update = useChange("iam", "UpdateRole");
  const save = async () => {
    await update.mutateAsync({
      RoleName: role.RoleName,
      Description: description,
      MaxSessionDuration: seconds,
    });
    flashes.show({ type: "success", content: `Role ${role.RoleName} was changed.` });
    onClose();
  };
  return (
    <EditModal
      title="Edit role"
      save="Save changes"
      failed="The role was not changed."
      isDirty={description !== (role.Description ?? "") || seconds !== role.MaxSessionDuration}
      whyNot={
        description.length > DESCRIPTION_MAX
          ? `${description.length} of ${DESCRIPTION_MAX} characters.`
          : undefined
      }
      command={cliCommand("iam update-role", {
        "role-name": role.RoleName,
        description,
        "max-session-duration": seconds,
      })}
      onSave={save}
      onClose={onClose}
    >
      <FormField label="Description">
        <Textarea value={description} rows={3} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <DurationSelect seconds={seconds} onChange={setSeconds} />
    </EditModal>
  );
}
