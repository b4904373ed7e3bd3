import type { PageRow } from "../../app/page-row.ts";

export const COMING_PAGES: readonly PageRow[] = [
  { path: "/learn", title: "Learn", load: async () => (await import("./coming-page.tsx")).ComingPage },
];
