import type { PageRow } from "../../app/page-row.ts";

export const USER_PAGES: readonly PageRow[] = [
  {
    path: "/iam/users",
    title: "Users",
    load: async () => (await import("./users-page.tsx")).UsersPage,
  },
];
