import type { PageRow } from "../../app/page-row.ts";

export const SIMULATOR_PAGES: readonly PageRow[] = [
  {
    path: "/simulator",
    title: "Policy simulator",
    load: async () => (await import("./simulator-page.tsx")).SimulatorPage,
  },
];
