import { useQuery } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { type Deletion, DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { PLANNED } from "../../session/ask-anew.ts";
import { readGroupDeletion } from "./read-group-deletion.ts";

interface DeleteGroupDialogProps {
  readonly groupName: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Deletes a group after it was told who loses what. */
export function DeleteGroupDialog({ groupName, onClose, onDeleted }: DeleteGroupDialogProps) {
  const { data, error } = useQuery<Deletion, ApiError>({
    queryKey: [PLANNED, "deletion of a group", groupName],
    queryFn: () => readGroupDeletion(groupName),
    gcTime: 0,
  });
  return (
    <DeletionDialog
      noun={{ one: "group", several: "groups" }}
      names={[groupName]}
      deletion={data}
      error={error}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The group ${groupName} was deleted.` });
        onDeleted();
      }}
    />
  );
}
