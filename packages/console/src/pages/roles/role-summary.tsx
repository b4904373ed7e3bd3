import type { KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { Copyable } from "../../patterns/copyable.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { formatDuration } from "../../patterns/format-duration.ts";
import { policyHref } from "../../patterns/policy-href.ts";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { useOperation } from "../../session/use-operation.ts";
import { switchHref } from "./role-actions.tsx";
import type { RoleFacts } from "./role-facts.ts";

/** The facts of a role. */
export function useRoleSummary(role: RoleFacts): readonly KeyValuePairsProps.Item[] {
  const profiles = useOperation("iam", "ListInstanceProfilesForRole", { RoleName: role.RoleName });
  return [
    { label: "ARN", value: <Copyable text={role.Arn} what="ARN" /> },
    { label: "Instance profile ARN", value: profileValue(profiles) },
    { label: "Created", value: formatDate(role.CreateDate) },
    { label: "Last used", value: lastUsedValue(role) },
    { label: "Maximum session", value: formatDuration(role.MaxSessionDuration ?? 3_600) },
    { label: "Permissions boundary", value: boundaryValue(role) },
    { label: "Link to switch role", value: <Link href={switchHref(role)}>Switch to this role</Link> },
    { label: "Tags", value: tagValue(role) },
    { label: "Description", value: role.Description || "–" },
  ];
}

function profileValue({
  data,
  error,
}: ReturnType<typeof useOperation<"iam", "ListInstanceProfilesForRole">>) {
  if (error?.isDenied === true) return "Not readable by you: iam:ListInstanceProfilesForRole";
  const [first] = data?.InstanceProfiles ?? [];
  return first === undefined ? "None" : <Copyable text={first.Arn} what="ARN of the instance profile" />;
}

function lastUsedValue({ RoleLastUsed }: RoleFacts) {
  const used = RoleLastUsed?.LastUsedDate;
  if (used === undefined) return <StatusIndicator type="stopped">Never</StatusIndicator>;
  return <RelativeDate date={used} />;
}

function boundaryValue({ PermissionsBoundary }: RoleFacts) {
  const arn = PermissionsBoundary?.PermissionsBoundaryArn;
  if (arn === undefined) return "None";
  return <Link href={policyHref(arn)}>{arn.slice(arn.lastIndexOf("/") + 1)}</Link>;
}

function tagValue({ Tags = [] }: RoleFacts): string {
  return Tags.length === 0 ? "–" : Tags.map(({ Key, Value }) => `${Key} = ${Value}`).join(", ");
}
