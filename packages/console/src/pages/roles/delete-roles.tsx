import Spinner from "@cloudscape-design/components/spinner";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { ConfirmDelete } from "../../patterns/confirm-delete.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { ApiError } from "../../session/api-error.ts";
import { deleteRoleSteps } from "./delete-role-steps.ts";
import { type RoleParts, readRoleParts } from "./role-parts.ts";

interface DeleteRolesProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

/** Roles are deleted with their parts, in one confirmed step, after it was said what ends with them. */
export function DeleteRoles({ names, onClose, onDeleted }: DeleteRolesProps) {
  const queries = useQueryClient();
  const read = useQueries({
    queries: names.map((name) => ({ queryKey: ["role parts", name], queryFn: () => readRoleParts(name) })),
  });
  const stepsNow = names.flatMap((name, at) => {
    const parts = read[at]?.data;
    return parts === undefined ? [] : deleteRoleSteps(name, parts);
  });
  const run = async (progress: (text: string) => void) => {
    // Read anew: after a failure some of the parts are gone already.
    const parts = await Promise.all(names.map((name) => readRoleParts(name)));
    const steps = names.flatMap((name, at) => deleteRoleSteps(name, parts[at]!));
    for (const [at, step] of steps.entries()) {
      progress(`${step.text} (${at + 1} of ${steps.length})`);
      await step.run();
    }
    onDeleted?.();
    flashes.show({ type: "success", content: `${nounOf(names)} deleted.` });
    void queries.invalidateQueries({ queryKey: ["rolecall"] });
  };
  return (
    <ConfirmDelete
      kind="role"
      names={names}
      command={stepsNow.map(({ command }) => command).join("\n")}
      consequences={names.map((name, at) => (
        <Consequences key={name} name={name} parts={read[at]?.data} error={read[at]?.error} />
      ))}
      onDelete={run}
      onClose={onClose}
    />
  );
}

interface ConsequencesProps {
  readonly name: string;
  readonly parts: RoleParts | undefined;
  readonly error: Error | null | undefined;
}

function Consequences({ name, parts, error }: ConsequencesProps) {
  if (error instanceof ApiError) return <Failed what="What ends with it could not be read." error={error} />;
  if (parts === undefined) return <Spinner />;
  const { attached, inline, instanceProfiles, lastUsed } = parts;
  return (
    <div>
      <b className="rc-whole-name">{name}</b>
      <ul>
        <li>Its sessions end at once; whoever uses one is refused from then on.</li>
        <li>
          Last used: <RelativeDate date={lastUsed} />
        </li>
        {attached.length > 0 && (
          <li>{`Detached: ${attached.map(({ PolicyName }) => PolicyName).join(", ")}. The policies stay.`}</li>
        )}
        {inline.length > 0 && (
          <li>{`Deleted with it, and gone for good: inline policies ${inline.join(", ")}.`}</li>
        )}
        {instanceProfiles.length > 0 && (
          <li>{`Instance profiles without a role from then on: ${instanceProfiles.join(", ")}.`}</li>
        )}
      </ul>
    </div>
  );
}

function nounOf(names: readonly string[]): string {
  return names.length === 1 ? `Role ${names[0]} was` : `${names.length} roles were`;
}
