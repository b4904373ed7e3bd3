import { useState } from "react";
import { href } from "../../app/address.ts";
import { focusHeading } from "../../patterns/focus-heading.ts";
import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";
import { DeleteGroupDialog } from "./delete-group-dialog.tsx";
import { GROUP_COLUMNS, GROUP_FILTERS, type GroupRow } from "./group-columns.tsx";

const GROUPS: TablePlan<GroupRow> = {
  id: "groups",
  noun: { one: "group", several: "groups" },
  title: "User groups",
  description:
    "A group hands its policies to its users. It cannot sign in, cannot contain groups, and no trust policy can name it.",
  model: "SearchGroups",
  nameOf: ({ GroupName }) => GroupName,
  columns: GROUP_COLUMNS,
  filters: GROUP_FILTERS,
  searched: "Names and policies",
  create: { text: "Create group", href: href("/iam/groups/create") },
  cli: "aws iam list-groups",
};

/** The groups of the account. */
export function GroupsPage() {
  const [deleting, setDeleting] = useState<string>();
  const [deletions, setDeletions] = useState(0);
  const plan: TablePlan<GroupRow> = {
    ...GROUPS,
    actions: [
      {
        id: "delete",
        text: "Delete",
        whyNot: ({ length }) => (length === 1 ? undefined : "Choose one group to delete."),
        run: ([group]) => setDeleting(group?.GroupName),
      },
    ],
  };
  return (
    <>
      {/* Nothing that was deleted stays chosen. */}
      <EntityTable key={deletions} plan={plan} />
      {deleting !== undefined && (
        <DeleteGroupDialog
          groupName={deleting}
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
