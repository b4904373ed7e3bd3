import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import { href } from "../../../app/address.ts";
import { Age } from "../../../patterns/age.tsx";
import { EntityLink } from "../../../patterns/entity-name.tsx";
import { RelativeDate } from "../../../patterns/relative-date.tsx";
import type { Column } from "../../../patterns/table/table-plan.ts";
import { findingsWords, keysWords, mfaWords, type UserRow } from "./user-row.ts";

type UserColumn = Column<UserRow>;

/** A cell that a policy denies of one user alone is told by the table; in a file it is told here. */
function readable(column: UserColumn): UserColumn {
  return {
    ...column,
    text: (row) => (row.Unreadable?.includes(column.id) === true ? "not readable by you" : column.text(row)),
  };
}

const date = (value: string | undefined): ReactNode => <RelativeDate date={value} />;
const listOrDash = (values: readonly string[]): string => (values.length === 0 ? "–" : values.join(", "));
const tagsText = ({ Tags = [] }: UserRow): string =>
  Tags.map(({ Key, Value }) => (Value === "" ? Key : `${Key}=${Value}`)).join(", ");

function Findings({ row }: { readonly row: UserRow }) {
  const words = findingsWords(row);
  if (words.length === 0) return "None";
  return words.map((finding) => (
    <div key={finding}>
      <StatusIndicator type="warning">{finding}</StatusIndicator>
    </div>
  ));
}

const FIRST: readonly UserColumn[] = [
  {
    id: "UserName",
    header: "User name",
    cell: ({ UserName }) => (
      <EntityLink name={UserName} href={href("/iam/users/:userName", { userName: UserName })} />
    ),
    text: ({ UserName }) => UserName,
    isSortable: true,
    minWidth: 180,
  },
  {
    id: "Path",
    header: "Path",
    minWidth: 90,
    cell: ({ Path }) => Path,
    text: ({ Path }) => Path,
    isSortable: true,
  },
  {
    id: "Groups",
    header: "Groups",
    minWidth: 140,
    cell: ({ Groups = [] }) => <span title={Groups.join(", ")}>{listOrDash(Groups)}</span>,
    text: ({ Groups = [] }) => Groups.join(" "),
  },
  {
    id: "LastActivity",
    header: "Last activity",
    minWidth: 150,
    cell: ({ LastActivity }) => date(LastActivity),
    text: ({ LastActivity = "" }) => LastActivity,
    isSortable: true,
  },
  { id: "MfaDevices", header: "MFA", minWidth: 160, cell: mfaWords, text: mfaWords, isSortable: true },
  {
    id: "PasswordLastChanged",
    header: "Password age",
    minWidth: 160,
    cell: ({ HasPassword, PasswordLastChanged }) =>
      HasPassword === false ? "No password" : <Age date={PasswordLastChanged} none="–" />,
    text: ({ PasswordLastChanged = "" }) => PasswordLastChanged,
    isSortable: true,
  },
  {
    id: "PasswordLastUsed",
    header: "Console last sign-in",
    minWidth: 200,
    cell: ({ PasswordLastUsed }) => date(PasswordLastUsed),
    text: ({ PasswordLastUsed = "" }) => PasswordLastUsed,
    isSortable: true,
  },
  {
    id: "AccessKeys",
    header: "Access key ID",
    minWidth: 270,
    cell: (row) => <span title={keysWords(row)}>{keysWords(row)}</span>,
    text: keysWords,
  },
  {
    id: "ActiveKeyCreateDate",
    header: "Active key age",
    minWidth: 160,
    cell: ({ ActiveKeyCreateDate }) => <Age date={ActiveKeyCreateDate} />,
    text: ({ ActiveKeyCreateDate = "" }) => ActiveKeyCreateDate,
    isSortable: true,
  },
];

const MORE: readonly UserColumn[] = [
  { id: "Arn", header: "ARN", minWidth: 300, cell: ({ Arn }) => Arn, text: ({ Arn }) => Arn },
  {
    id: "CreateDate",
    header: "Created",
    minWidth: 140,
    cell: ({ CreateDate }) => date(CreateDate),
    text: ({ CreateDate }) => CreateDate,
    isSortable: true,
  },
  {
    id: "AccessKeyLastUsed",
    header: "Key last used",
    minWidth: 160,
    cell: ({ AccessKeyLastUsed }) => date(AccessKeyLastUsed),
    text: ({ AccessKeyLastUsed = "" }) => AccessKeyLastUsed,
    isSortable: true,
  },
  { id: "Tags", header: "Tags", minWidth: 180, cell: (row) => tagsText(row) || "–", text: tagsText },
  {
    id: "Findings",
    header: "Findings",
    minWidth: 220,
    cell: (row) => <Findings row={row} />,
    text: (row) => findingsWords(row).join(", "),
  },
  {
    id: "Policies",
    header: "Policies",
    minWidth: 200,
    cell: ({ Policies = [] }) => listOrDash(Policies.map(({ PolicyName }) => PolicyName)),
    text: ({ Policies = [] }) => Policies.map(({ PolicyName }) => PolicyName).join(" "),
  },
  {
    id: "PermissionsBoundaryArn",
    header: "Boundary",
    minWidth: 220,
    cell: ({ PermissionsBoundaryArn = "None" }) => PermissionsBoundaryArn,
    text: ({ PermissionsBoundaryArn = "" }) => PermissionsBoundaryArn,
  },
];

export const USER_COLUMNS: readonly UserColumn[] = [
  ...FIRST.map(readable),
  ...MORE.map((column) => readable({ ...column, isOptional: true })),
];
