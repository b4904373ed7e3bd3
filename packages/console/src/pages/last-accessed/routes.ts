import type { PageRow } from "../../app/page-row.ts";

export const LAST_ACCESSED_PAGES: readonly PageRow[] = [
  {
    path: "/last-accessed",
    title: "Last accessed",
    load: async () => (await import("./last-accessed-page.tsx")).LastAccessedPage,
  },
];
