import { useQuery } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { useNow } from "../../app/use-now.ts";
import { type Deletion, DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { PLANNED } from "../../session/ask-anew.ts";
import { readUserDeletion } from "./read-user-deletion.ts";

interface DeleteUsersDialogProps {
  readonly userNames: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Deletes users with what they have, after it was told what that is. */
export function DeleteUsersDialog({ userNames, onClose, onDeleted }: DeleteUsersDialogProps) {
  const now = useNow(3_600_000);
  const { data, error } = useQuery<Deletion, ApiError>({
    queryKey: [PLANNED, "deletion of users", userNames],
    queryFn: async () => {
      const each = await Promise.all(userNames.map((userName) => readUserDeletion(userName, now)));
      return {
        consequences: each.flatMap(({ consequences }, at) =>
          consequences.map((text) => (each.length === 1 ? text : `${userNames[at]}: ${text}`)),
        ),
        steps: each.flatMap(({ steps }, at) =>
          steps.map((step) =>
            each.length === 1 ? step : { ...step, text: `${userNames[at]}: ${step.text}` },
          ),
        ),
      };
    },
    gcTime: 0,
  });
  return (
    <DeletionDialog
      noun={{ one: "user", several: "users" }}
      names={userNames}
      deletion={data}
      error={error}
      onClose={onClose}
      onDone={() => {
        const [only] = userNames;
        flashes.show({
          type: "success",
          content:
            userNames.length === 1
              ? `The user ${only} was deleted.`
              : `${userNames.length} users were deleted.`,
        });
        onDeleted();
      }}
    />
  );
}
