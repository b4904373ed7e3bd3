import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { GroupPicker } from "./group-picker.tsx";
import { joinStep } from "./use-leave-group.ts";

interface AddToGroupsDialogProps {
  readonly userName: string;
  /** Those that it is in already. */
  readonly without: readonly string[];
  readonly onClose: () => void;
}

/** Puts a user into groups. */
export function AddToGroupsDialog({ userName, without, onClose }: AddToGroupsDialogProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <ChangeDialog
      title={`Add ${userName} to groups`}
      verb="Add to groups"
      size="large"
      steps={chosen.map((groupName) => joinStep({ userName, groupName }))}
      whatFailed={`${userName} was not added.`}
      canConfirm={chosen.length > 0}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${userName} was added to ${chosen.join(", ")}.` });
        onClose();
      }}
    >
      <GroupPicker without={without} chosen={chosen} onChoose={setChosen} />
    </ChangeDialog>
  );
}
