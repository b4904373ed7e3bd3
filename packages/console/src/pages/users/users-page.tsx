import { useState } from "react";
import { href } from "../../app/address.ts";
import { focusHeading } from "../../patterns/focus-heading.ts";
import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";
import { DeleteUsersDialog } from "./delete-users-dialog.tsx";
import { USER_COLUMNS } from "./list/user-columns.tsx";
import { USER_FILTERS } from "./list/user-filters.ts";
import type { UserRow } from "./list/user-row.ts";

/** How many are deleted in one dialog: what each has is looked for first. */
const DELETIONS_MAX = 10;

const USERS: TablePlan<UserRow> = {
  id: "users",
  noun: { one: "user", several: "users" },
  title: "Users",
  description: "A user is a person or a program with credentials of its own in this account.",
  model: "SearchUsers",
  nameOf: ({ UserName }) => UserName,
  columns: USER_COLUMNS,
  filters: USER_FILTERS,
  searched: "Names, groups, policies, tags and access key IDs",
  create: { text: "Create user", href: href("/iam/users/create") },
  cli: "aws iam list-users",
};

/** The users of the account. */
export function UsersPage() {
  const [deleting, setDeleting] = useState<readonly string[]>();
  const [deletions, setDeletions] = useState(0);
  const plan: TablePlan<UserRow> = {
    ...USERS,
    actions: [
      {
        id: "delete",
        text: "Delete",
        whyNot: (chosen) => {
          if (chosen.length === 0) return "Choose the users to delete.";
          return chosen.length > DELETIONS_MAX ? `At most ${DELETIONS_MAX} at once.` : undefined;
        },
        run: (chosen) => setDeleting(chosen.map(({ UserName }) => UserName)),
      },
    ],
  };
  return (
    <>
      {/* Nothing that was deleted stays chosen. */}
      <EntityTable key={deletions} plan={plan} />
      {deleting !== undefined && (
        <DeleteUsersDialog
          userNames={deleting}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => {
            setDeleting(undefined);
            setDeletions(deletions + 1);
            focusHeading();
          }}
        />
      )}
    </>
  );
}
