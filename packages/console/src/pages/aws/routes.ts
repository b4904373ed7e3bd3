import type { PageRow } from "../../app/page-row.ts";

export const AWS_PAGES: readonly PageRow[] = [
  {
    path: "/iam/home",
    title: "A link of AWS’s console",
    frame: "bare",
    load: async () => (await import("./aws-link-page.tsx")).AwsLinkPage,
  },
];
