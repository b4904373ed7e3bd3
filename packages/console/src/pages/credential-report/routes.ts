import type { PageRow } from "../../app/page-row.ts";

export const CREDENTIAL_REPORT_PAGES: readonly PageRow[] = [
  {
    path: "/credential-report",
    title: "Credential report",
    load: async () => (await import("./credential-report-page.tsx")).CredentialReportPage,
  },
];
