import type { PageRow } from "../../app/page-row.ts";

export const ROLE_PAGES: readonly PageRow[] = [
  { path: "/iam/roles", title: "Roles", load: async () => (await import("./roles-page.tsx")).RolesPage },
  {
    path: "/iam/roles/create",
    title: "Create role",
    load: async () => (await import("./create/create-role-page.tsx")).CreateRolePage,
  },
  { path: "/iam/roles/:roleName", load: async () => (await import("./role-page.tsx")).RolePage },
];
