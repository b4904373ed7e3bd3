import type { FilterProperty } from "../../../patterns/table/table-plan.ts";
import { FINDINGS } from "./user-row.ts";

const FLAG = ["="] as const;
const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];
const DAYS = [">", "<"] as const;

/** What users are filtered by; docs/console.md says what each value may be. */
export const USER_FILTERS: readonly FilterProperty[] = [
  { key: "UserName", label: "User name", groupLabel: "User names" },
  { key: "Groups", label: "Group", groupLabel: "Groups" },
  { key: "Policies", label: "Policy", groupLabel: "Policies" },
  { key: "Tags", label: "Tag (Key or Key=Value)", groupLabel: "Tags" },
  { key: "Path", label: "Path", groupLabel: "Paths" },
  { key: "AccessKeyId", label: "Access key ID", groupLabel: "Access key IDs" },
  { key: "HasMfa", label: "MFA", groupLabel: "MFA", operators: FLAG, options: YES_NO },
  { key: "HasPassword", label: "Password", groupLabel: "Password", operators: FLAG, options: YES_NO },
  { key: "HasActiveKey", label: "Active key", groupLabel: "Active key", operators: FLAG, options: YES_NO },
  { key: "ActiveKeyAgeDays", label: "Key older than, days", groupLabel: "Days", operators: DAYS },
  { key: "PasswordAgeDays", label: "Password older than, days", groupLabel: "Days", operators: DAYS },
  { key: "InactiveDays", label: "Inactive for, days", groupLabel: "Days", operators: DAYS },
  {
    key: "Finding",
    label: "Finding",
    groupLabel: "Findings",
    operators: FLAG,
    options: Object.entries(FINDINGS).map(([value, label]) => ({ value, label })),
  },
];
