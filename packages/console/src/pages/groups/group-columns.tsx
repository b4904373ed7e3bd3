import { href } from "../../app/address.ts";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { formatCount } from "../../patterns/format-count.ts";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { Column, FilterProperty } from "../../patterns/table/table-plan.ts";

/** A row of SearchGroups, as docs/console.md tells it. */
export interface GroupRow {
  readonly GroupName: string;
  readonly Path: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly UserCount?: number;
  readonly Policies?: readonly { readonly PolicyName: string }[];
}

/** The first, and how many more. */
function policiesWords({ Policies }: GroupRow): string {
  if (Policies === undefined) return "–";
  const [first] = Policies;
  if (first === undefined) return "None";
  return Policies.length === 1 ? first.PolicyName : `${first.PolicyName} + ${Policies.length - 1}`;
}

export const GROUP_COLUMNS: readonly Column<GroupRow>[] = [
  {
    id: "GroupName",
    header: "Group name",
    cell: ({ GroupName }) => (
      <EntityLink name={GroupName} href={href("/iam/groups/:groupName", { groupName: GroupName })} />
    ),
    text: ({ GroupName }) => GroupName,
    isSortable: true,
    minWidth: 180,
  },
  {
    id: "UserCount",
    header: "Users",
    minWidth: 100,
    cell: ({ UserCount }) => (UserCount === undefined ? "–" : formatCount(UserCount)),
    text: ({ UserCount }) => String(UserCount ?? ""),
    isSortable: true,
  },
  {
    id: "Policies",
    header: "Permissions",
    minWidth: 240,
    cell: (row) => (
      <span title={row.Policies?.map(({ PolicyName }) => PolicyName).join(", ")}>{policiesWords(row)}</span>
    ),
    text: ({ Policies = [] }) => Policies.map(({ PolicyName }) => PolicyName).join(" "),
  },
  {
    id: "CreateDate",
    header: "Creation time",
    minWidth: 160,
    cell: ({ CreateDate }) => <RelativeDate date={CreateDate} />,
    text: ({ CreateDate }) => CreateDate,
    isSortable: true,
  },
  {
    id: "Path",
    header: "Path",
    minWidth: 90,
    cell: ({ Path }) => Path,
    text: ({ Path }) => Path,
    isSortable: true,
    isOptional: true,
  },
  {
    id: "Arn",
    header: "ARN",
    minWidth: 300,
    cell: ({ Arn }) => Arn,
    text: ({ Arn }) => Arn,
    isOptional: true,
  },
];

export const GROUP_FILTERS: readonly FilterProperty[] = [
  { key: "GroupName", label: "Group name", groupLabel: "Group names" },
  { key: "Policies", label: "Policy", groupLabel: "Policies" },
  { key: "Users", label: "User", groupLabel: "Users" },
  { key: "Path", label: "Path", groupLabel: "Paths" },
  { key: "AgeDays", label: "Older than, days", groupLabel: "Days", operators: [">", "<"] },
];
