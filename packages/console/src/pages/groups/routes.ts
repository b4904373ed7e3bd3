import type { PageRow } from "../../app/page-row.ts";

export const GROUP_PAGES: readonly PageRow[] = [
  {
    path: "/iam/groups",
    title: "User groups",
    first: {
      service: "rolecall",
      operation: "SearchGroups",
      input: { Page: 1, PageSize: 50, Columns: ["GroupName", "UserCount", "Policies", "CreateDate"] },
    },
    load: async () => (await import("./groups-page.tsx")).GroupsPage,
  },
  {
    path: "/iam/groups/create",
    title: "Create group",
    load: async () => (await import("./create-group-page.tsx")).CreateGroupPage,
  },
  {
    path: "/iam/groups/:groupName",
    first: { service: "iam", operation: "GetGroup", input: { GroupName: ":groupName", MaxItems: 1 } },
    load: async () => (await import("./group-page.tsx")).GroupPage,
  },
];
