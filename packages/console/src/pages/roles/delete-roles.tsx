import { useQueries } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { readClock } from "../../app/surroundings.ts";
import { DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import { formatRelative } from "../../patterns/format-date.ts";
import { ApiError } from "../../session/api-error.ts";
import { PLANNED } from "../../session/ask-anew.ts";
import { deleteRoleSteps } from "./delete-role-steps.ts";
import { type RoleParts, readRoleParts } from "./role-parts.ts";

interface DeleteRolesProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

/** Roles are deleted with their parts, in one confirmed step, after it was said what ends with them. */
export function DeleteRoles({ names, onClose, onDeleted }: DeleteRolesProps) {
  const read = useQueries({
    queries: names.map((name) => ({
      queryKey: [PLANNED, "role parts", name],
      queryFn: () => readRoleParts(name),
    })),
  });
  const parts = read.flatMap(({ data }) => data ?? []);
  const error = read.find((each) => each.error instanceof ApiError)?.error;
  return (
    <DeletionDialog
      noun={{ one: "role", several: "roles" }}
      names={names}
      deletion={parts.length === names.length ? deletionOf(names, parts) : undefined}
      error={error instanceof ApiError ? error : null}
      onClose={onClose}
      onDone={() => {
        const what = names.length === 1 ? `Role ${names[0]} was` : `${names.length} roles were`;
        flashes.show({ type: "success", content: `${what} deleted.` });
        onDeleted?.();
        onClose();
      }}
    />
  );
}

function deletionOf(names: readonly string[], parts: readonly RoleParts[]) {
  const each = names.map((name, at) => ({ name, parts: parts[at]! }));
  return {
    consequences: each.flatMap(({ name, parts: ofOne }) => {
      const sentences = consequencesOf(ofOne);
      return names.length === 1 ? sentences : sentences.map((sentence) => `${name}: ${sentence}`);
    }),
    steps: each.flatMap(({ name, parts: ofOne }) => deleteRoleSteps(name, ofOne)),
  };
}

function consequencesOf({ attached, inline, instanceProfiles, lastUsed }: RoleParts): readonly string[] {
  return [
    "Its sessions end at once; whoever uses one is refused from then on.",
    lastUsed === undefined ? "It was never used." : `Last used: ${formatRelative(lastUsed, readClock())}.`,
    ...(attached.length > 0
      ? [`Detached: ${attached.map(({ PolicyName }) => PolicyName).join(", ")}. The policies stay.`]
      : []),
    ...(inline.length > 0
      ? [`Deleted with it, and gone for good: inline policies ${inline.join(", ")}.`]
      : []),
    ...(instanceProfiles.length > 0
      ? [`Instance profiles without a role from then on: ${instanceProfiles.join(", ")}.`]
      : []),
  ];
}
