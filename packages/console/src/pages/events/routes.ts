import type { PageRow } from "../../app/page-row.ts";

export const EVENT_PAGES: readonly PageRow[] = [
  {
    path: "/events",
    title: "Audit events",
    load: async () => (await import("./events-page.tsx")).EventsPage,
  },
];
