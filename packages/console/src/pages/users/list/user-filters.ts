import type { FilterProperty } from "../../../patterns/table/table-plan.ts";

const FLAG = ["="] as const;
const DAYS = [">", "<"] as const;

/** What users are filtered by; docs/console.md says what each value may be. */
export const USER_FILTERS: readonly FilterProperty[] = [
  { key: "UserName", label: "User name", groupLabel: "User names" },
  { key: "Groups", label: "Group", groupLabel: "Groups" },
  { key: "Policies", label: "Policy", groupLabel: "Policies" },
  { key: "Tags", label: "Tag (Key or Key=Value)", groupLabel: "Tags" },
  { key: "Path", label: "Path", groupLabel: "Paths" },
  { key: "AccessKeyId", label: "Access key ID", groupLabel: "Access key IDs" },
  { key: "HasMfa", label: "MFA (true or false)", groupLabel: "MFA", operators: FLAG },
  { key: "HasPassword", label: "Password (true or false)", groupLabel: "Password", operators: FLAG },
  { key: "HasActiveKey", label: "Active key (true or false)", groupLabel: "Active key", operators: FLAG },
  { key: "ActiveKeyAgeDays", label: "Key older than, days", groupLabel: "Days", operators: DAYS },
  { key: "PasswordAgeDays", label: "Password older than, days", groupLabel: "Days", operators: DAYS },
  { key: "InactiveDays", label: "Inactive for, days", groupLabel: "Days", operators: DAYS },
  {
    key: "Finding",
    label: "Finding (UserWithoutMfa, OldAccessKey, UnusedUser)",
    groupLabel: "Findings",
    operators: FLAG,
  },
];
