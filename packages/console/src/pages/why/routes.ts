import type { PageRow } from "../../app/page-row.ts";

export const WHY_PAGES: readonly PageRow[] = [
  { path: "/why", title: "Why?", load: async () => (await import("./why-page.tsx")).WhyPage },
  { path: "/why/e/:id", title: "Why?", load: async () => (await import("./why-page.tsx")).WhyPage },
];
