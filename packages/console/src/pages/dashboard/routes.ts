import type { PageRow } from "../../app/page-row.ts";

export const DASHBOARD_PAGES: readonly PageRow[] = [
  {
    path: "/iam",
    title: "Dashboard",
    first: { service: "iam", operation: "GetAccountSummary", input: {} },
    load: async () => (await import("./dashboard-page.tsx")).DashboardPage,
  },
];
