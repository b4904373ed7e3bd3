import type { PageRow } from "../../app/page-row.ts";

export const SETTINGS_PAGES: readonly PageRow[] = [
  {
    path: "/iam/settings",
    title: "Account settings",
    load: async () => (await import("./settings-page.tsx")).SettingsPage,
  },
];
