import type { PageRow } from "../../app/page-row.ts";

export const GROUP_PAGES: readonly PageRow[] = [
  {
    path: "/iam/groups",
    title: "User groups",
    load: async () => (await import("./groups-page.tsx")).GroupsPage,
  },
  {
    path: "/iam/groups/create",
    title: "Create group",
    load: async () => (await import("./create-group-page.tsx")).CreateGroupPage,
  },
  {
    path: "/iam/groups/:groupName",
    load: async () => (await import("./group-page.tsx")).GroupPage,
  },
];
