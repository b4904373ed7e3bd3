import type { PageRow } from "../../app/page-row.ts";

export const USER_PAGES: readonly PageRow[] = [
  {
    path: "/iam/users",
    title: "Users",
    first: {
      service: "rolecall",
      operation: "SearchUsers",
      input: {
        Page: 1,
        PageSize: 50,
        Columns: [
          "UserName",
          "Path",
          "Groups",
          "LastActivity",
          "MfaDevices",
          "PasswordLastChanged",
          "PasswordLastUsed",
          "AccessKeys",
          "ActiveKeyCreateDate",
        ],
      },
    },
    load: async () => (await import("./users-page.tsx")).UsersPage,
  },
  {
    path: "/iam/users/create",
    title: "Create user",
    load: async () => (await import("./create-user-page.tsx")).CreateUserPage,
  },
  {
    path: "/iam/users/:userName/access-key",
    title: "Create access key",
    load: async () => (await import("./access-key-page.tsx")).AccessKeyPage,
  },
  {
    path: "/iam/users/:userName",
    first: { service: "iam", operation: "GetUser", input: { UserName: ":userName" } },
    load: async () => (await import("./user-page.tsx")).UserPage,
  },
];
