import type { ReadModel } from "../../src/patterns/table/read-model.ts";
import { LONG_NAME, RIGHT_TO_LEFT } from "./tables-seed.ts";

/** A page that is a table, as its tests know it. */
export interface TableUnderTest {
  /** Which page it is, under `src/pages`. */
  readonly file: string;
  /** Under `/console`. */
  readonly path: string;
  readonly operation: ReadModel;
  readonly noun: { readonly one: string; readonly several: string };
  /** Headers of the columns that are shown at first, in their order. */
  readonly columns: readonly string[];
  /** Those that stand for more than the list: which action a reader who may list alone is told to lack. */
  readonly locked: Readonly<Record<string, string>>;
  /** One that can be shown besides. */
  readonly optional: string;
  /** Some of it, of more than a page holds. */
  readonly some: string;
  /** What is told where there are none. Undefined where there are always some: AWS's policies, roles of its services. A pattern where others' are refused. */
  readonly none: string | RegExp | undefined;
  /** A name that is long, or goes from right to left. */
  readonly unusual: string;
}

/** Every page that is a table: a new one is a row here. */
export const TABLES: readonly TableUnderTest[] = [
  {
    file: "users/users-page.tsx",
    path: "/iam/users",
    operation: "SearchUsers",
    noun: { one: "user", several: "users" },
    columns: [
      "User name",
      "Path",
      "Groups",
      "Last activity",
      "MFA",
      "Password age",
      "Console last sign-in",
      "Access key ID",
      "Active key age",
    ],
    locked: {
      Groups: "iam:ListGroupsForUser",
      "Last activity": "iam:ListAccessKeys",
      MFA: "iam:ListMFADevices",
      "Password age": "iam:GetLoginProfile",
      "Access key ID": "iam:ListAccessKeys",
      "Active key age": "iam:ListAccessKeys",
    },
    optional: "Boundary",
    some: "user-07",
    none: "No users yet",
    unusual: LONG_NAME,
  },
  {
    file: "groups/groups-page.tsx",
    path: "/iam/groups",
    operation: "SearchGroups",
    noun: { one: "group", several: "groups" },
    columns: ["Group name", "Users", "Permissions", "Creation time"],
    locked: { Users: "iam:GetGroup", Permissions: "iam:ListAttachedGroupPolicies" },
    optional: "ARN",
    some: "group-07",
    none: "No groups yet",
    unusual: LONG_NAME,
  },
  {
    file: "roles/roles-page.tsx",
    path: "/iam/roles",
    operation: "SearchRoles",
    noun: { one: "role", several: "roles" },
    columns: ["Role name", "Trusted entities", "Permissions policies", "Last activity", "Findings"],
    locked: {
      "Permissions policies": "iam:ListAttachedRolePolicies",
      "Last activity": "iam:GetRole",
      Findings: "iam:GetRole",
    },
    optional: "Max session",
    some: "role-07",
    none: undefined,
    unusual: LONG_NAME,
  },
  {
    file: "policies/policies-page.tsx",
    path: "/iam/policies",
    operation: "SearchPolicies",
    noun: { one: "policy", several: "policies" },
    columns: ["Policy name", "Type", "Used as", "What it allows"],
    locked: { "What it allows": "iam:GetPolicyVersion" },
    optional: "Default version",
    some: "AdministratorAccess",
    none: undefined,
    unusual: LONG_NAME,
  },
  {
    file: "organization/accounts-page.tsx",
    path: "/accounts",
    operation: "SearchAccounts",
    noun: { one: "account", several: "accounts" },
    columns: ["Name", "ID", "E-mail", "Unit", "State", "Joined"],
    locked: { Unit: "organizations:ListParents" },
    optional: "Tags",
    some: "account-07",
    none: /^You don't have permissions to access this resource\./,
    unusual: RIGHT_TO_LEFT,
  },
];
