import { href } from "../../app/address.ts";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";

/** A row of SearchUsers. */
interface UserRow {
  readonly UserName: string;
  readonly Path: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly Groups?: readonly string[];
  readonly PasswordLastUsed?: string;
}

const USERS: TablePlan<UserRow> = {
  id: "users",
  noun: { one: "user", several: "users" },
  title: "Users",
  description: "A user is a person or a program with credentials of its own in this account.",
  model: "SearchUsers",
  nameOf: ({ UserName }) => UserName,
  columns: [
    {
      id: "UserName",
      header: "User name",
      cell: ({ UserName }) => (
        <EntityLink name={UserName} href={href("/iam/users/:userName", { userName: UserName })} />
      ),
      text: ({ UserName }) => UserName,
      isSortable: true,
    },
    { id: "Path", header: "Path", cell: ({ Path }) => Path, text: ({ Path }) => Path, isSortable: true },
    {
      id: "Groups",
      header: "Groups",
      cell: ({ Groups = [] }) => (Groups.length === 0 ? "–" : Groups.join(", ")),
      text: ({ Groups = [] }) => Groups.join(" "),
    },
    {
      id: "CreateDate",
      header: "Created",
      cell: ({ CreateDate }) => <RelativeDate date={CreateDate} />,
      text: ({ CreateDate }) => CreateDate,
      isSortable: true,
    },
    { id: "Arn", header: "ARN", cell: ({ Arn }) => Arn, text: ({ Arn }) => Arn, isOptional: true },
  ],
  filters: [
    { key: "UserName", label: "User name", groupLabel: "User names" },
    { key: "Groups", label: "Group", groupLabel: "Groups" },
  ],
  searched: "Names, groups, policies and tags",
  create: { text: "Create user", href: href("/iam/users/create") },
  cli: "aws iam list-users",
};

/** The users of the account. */
export function UsersPage() {
  return <EntityTable plan={USERS} />;
}
