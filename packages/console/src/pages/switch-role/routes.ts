import type { PageRow } from "../../app/page-row.ts";

export const SWITCH_ROLE_PAGES: readonly PageRow[] = [
  {
    path: "/switchrole",
    title: "Switch role",
    load: async () => (await import("./switch-role-page.tsx")).SwitchRolePage,
  },
];
