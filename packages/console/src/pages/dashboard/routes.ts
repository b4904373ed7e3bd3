import type { PageRow } from "../../app/page-row.ts";

export const DASHBOARD_PAGES: readonly PageRow[] = [
  {
    path: "/iam",
    title: "Dashboard",
    load: async () => (await import("./dashboard-page.tsx")).DashboardPage,
  },
];
