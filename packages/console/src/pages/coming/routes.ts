import type { PageRow } from "../../app/page-row.ts";

export const COMING_PAGES: readonly PageRow[] = [
  { path: "/who-can", title: "Who can?", load: async () => (await import("./coming-page.tsx")).ComingPage },
  { path: "/learn", title: "Learn", load: async () => (await import("./coming-page.tsx")).ComingPage },
];
