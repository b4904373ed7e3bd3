import { useMemo, useState } from "react";
import { href } from "../../app/address.ts";
import { focusHeading } from "../../patterns/focus-heading.ts";
import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { DeleteRoles } from "./delete-roles.tsx";
import { ROLE_FILTERS, roleColumns } from "./role-columns.tsx";
import type { RoleRow } from "./role-row.ts";

/** The roles of the account: who may assume each, and what it may do. */
export function RolesPage() {
  const accountId = useOwnAccount();
  const [deleting, setDeleting] = useState<readonly RoleRow[]>([]);
  const plan = useMemo(() => planOf(accountId, setDeleting), [accountId]);
  return (
    <>
      <EntityTable plan={plan} />
      {deleting.length > 0 && (
        <DeleteRoles
          names={deleting.map(({ RoleName }) => RoleName)}
          onClose={() => setDeleting([])}
          onDeleted={focusHeading}
        />
      )}
    </>
  );
}

function planOf(accountId: string, onDelete: (rows: readonly RoleRow[]) => void): TablePlan<RoleRow> {
  return {
    id: "roles",
    noun: { one: "role", several: "roles" },
    title: "Roles",
    description:
      "A role is a set of permissions that somebody or something assumes for a while. Who may assume it, and what it may then do, are two separate policies.",
    model: "SearchRoles",
    nameOf: ({ RoleName }) => RoleName,
    columns: roleColumns(accountId),
    filters: ROLE_FILTERS,
    searched: "Names, trusted entities, policies, descriptions and tags",
    create: { text: "Create role", href: href("/iam/roles/create") },
    actions: [
      {
        id: "delete",
        text: "Delete",
        whyNot: (chosen) => {
          if (chosen.length === 0) return "Choose a role first.";
          const linked = chosen.find(({ Path }) => Path.startsWith("/aws-service-role/"));
          return linked && `${linked.RoleName} is linked to a service, which deletes it.`;
        },
        run: onDelete,
      },
    ],
    cli: "aws iam list-roles",
  };
}
