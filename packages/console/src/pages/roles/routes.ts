import type { PageRow } from "../../app/page-row.ts";

export const ROLE_PAGES: readonly PageRow[] = [
  {
    path: "/iam/roles",
    title: "Roles",
    first: {
      service: "rolecall",
      operation: "SearchRoles",
      input: {
        Page: 1,
        PageSize: 50,
        Columns: ["RoleName", "TrustedEntities", "Policies", "LastActivity", "Findings"],
      },
    },
    load: async () => (await import("./roles-page.tsx")).RolesPage,
  },
  {
    path: "/iam/roles/create",
    title: "Create role",
    load: async () => (await import("./create/create-role-page.tsx")).CreateRolePage,
  },
  {
    path: "/iam/roles/:roleName",
    first: { service: "iam", operation: "GetRole", input: { RoleName: ":roleName" } },
    load: async () => (await import("./role-page.tsx")).RolePage,
  },
];
