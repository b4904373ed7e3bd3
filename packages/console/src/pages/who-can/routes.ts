import type { PageRow } from "../../app/page-row.ts";

export const WHO_CAN_PAGES: readonly PageRow[] = [
  { path: "/who-can", title: "Who can?", load: async () => (await import("./who-can-page.tsx")).WhoCanPage },
];
