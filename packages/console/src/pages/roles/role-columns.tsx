import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { href } from "../../app/address.ts";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { formatDuration } from "../../patterns/format-duration.ts";
import { policyHref } from "../../patterns/policy-href.ts";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { Column, FilterProperty } from "../../patterns/table/table-plan.ts";
import { TrustedEntitiesCell } from "./lazy-trusted-entities-cell.tsx";
import type { RoleRow } from "./role-row.ts";

/** What the read model finds, in words. */
const FINDINGS: Readonly<
  Record<string, { readonly type: "warning" | "error" | "info"; readonly text: string }>
> = {
  TrustsStrangers: { type: "error", text: "Foreign, no external ID" },
  UnusedRole: { type: "warning", text: "Unused for 90 days" },
};

/** The columns of the table of roles, AWS's first. @param accountId whose roles they are */
export function roleColumns(accountId: string): readonly Column<RoleRow>[] {
  return [
    {
      id: "RoleName",
      header: "Role name",
      cell: ({ RoleName }) => (
        <EntityLink name={RoleName} href={href("/iam/roles/:roleName", { roleName: RoleName })} />
      ),
      text: ({ RoleName }) => RoleName,
      isSortable: true,
      minWidth: 180,
    },
    {
      id: "TrustedEntities",
      header: "Trusted entities",
      cell: ({ TrustedEntities = [], TrustedEntityCount = TrustedEntities.length }) => (
        <TrustedEntitiesCell entities={TrustedEntities} count={TrustedEntityCount} accountId={accountId} />
      ),
      text: ({ TrustedEntities = [] }) => TrustedEntities.map(({ Name }) => Name).join(" "),
      minWidth: 280,
    },
    {
      id: "Policies",
      header: "Permissions policies",
      cell: ({ Policies = [], RoleName }) => <PolicyNames names={Policies} roleName={RoleName} />,
      text: ({ Policies = [] }) => Policies.map(({ PolicyName }) => PolicyName).join(" "),
      minWidth: 200,
    },
    {
      id: "LastActivity",
      header: "Last activity",
      cell: ({ LastActivity }) => <RelativeDate date={LastActivity} />,
      text: ({ LastActivity = "" }) => LastActivity,
      isSortable: true,
    },
    {
      id: "Findings",
      header: "Findings",
      cell: ({ Findings = [] }) => <FindingNames names={Findings} />,
      text: ({ Findings = [] }) => Findings.join(" "),
      minWidth: 160,
    },
    ...OPTIONAL_COLUMNS,
  ];
}

const OPTIONAL_COLUMNS: readonly Column<RoleRow>[] = [
  {
    id: "Path",
    header: "Path",
    cell: ({ Path }) => Path,
    text: ({ Path }) => Path,
    isSortable: true,
    isOptional: true,
  },
  {
    id: "MaxSessionDuration",
    header: "Max session",
    cell: ({ MaxSessionDuration: seconds }) => (seconds === undefined ? "–" : formatDuration(seconds)),
    text: ({ MaxSessionDuration: seconds = "" }) => String(seconds),
    isSortable: true,
    isOptional: true,
  },
  {
    id: "PermissionsBoundaryArn",
    header: "Boundary",
    cell: ({ PermissionsBoundaryArn: arn }) =>
      arn === undefined ? "None" : <EntityLink name={nameOfArn(arn)} href={policyHref(arn)} />,
    text: ({ PermissionsBoundaryArn: arn = "" }) => arn,
    isOptional: true,
  },
  {
    id: "CreateDate",
    header: "Created",
    cell: ({ CreateDate }) => <RelativeDate date={CreateDate} />,
    text: ({ CreateDate }) => CreateDate,
    isSortable: true,
    isOptional: true,
  },
  {
    id: "Tags",
    header: "Tags",
    cell: ({ Tags = [] }) => (Tags.length === 0 ? "–" : tagTexts(Tags).join(", ")),
    text: ({ Tags = [] }) => tagTexts(Tags).join(" "),
    isOptional: true,
  },
  { id: "Arn", header: "ARN", cell: ({ Arn }) => Arn, text: ({ Arn }) => Arn, isOptional: true },
];

export const ROLE_FILTERS: readonly FilterProperty[] = [
  { key: "RoleName", label: "Role name", groupLabel: "Role names" },
  { key: "TrustedEntities", label: "Trusted entity", groupLabel: "Trusted entities" },
  { key: "Policies", label: "Policy", groupLabel: "Policies" },
  { key: "Tags", label: "Tag", groupLabel: "Tags" },
  { key: "UnusedDays", label: "Unused for days", groupLabel: "Days without use", operators: [">", "<"] },
];

function PolicyNames({
  names,
  roleName,
}: {
  readonly names: RoleRow["Policies"] & {};
  readonly roleName: string;
}) {
  const [first, ...others] = names;
  if (first === undefined) return "–";
  const inline = `${href("/iam/roles/:roleName", { roleName })}?tab=permissions`;
  return (
    <span className="rc-first-and-more">
      <EntityLink
        name={first.PolicyName}
        href={first.PolicyArn === undefined ? inline : policyHref(first.PolicyArn)}
      />
      {others.length > 0 && <span>{`+ ${others.length}`}</span>}
    </span>
  );
}

function FindingNames({ names }: { readonly names: readonly string[] }) {
  const [first, ...others] = names;
  if (first === undefined) return "–";
  const { type, text } = FINDINGS[first] ?? { type: "info", text: first };
  return (
    <StatusIndicator type={type}>{others.length > 0 ? `${text} + ${others.length}` : text}</StatusIndicator>
  );
}

function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

function tagTexts(tags: NonNullable<RoleRow["Tags"]>): readonly string[] {
  return tags.map(({ Key, Value }) => `${Key} = ${Value}`);
}
