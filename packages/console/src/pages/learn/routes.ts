import type { PageRow } from "../../app/page-row.ts";

export const LEARN_PAGES: readonly PageRow[] = [
  { path: "/learn", title: "Learn", load: async () => (await import("./learn-page.tsx")).LearnPage },
];
