import type { PageRow } from "../../app/page-row.ts";

export const ME_PAGES: readonly PageRow[] = [
  { path: "/me", title: "My security credentials", load: async () => (await import("./me-page.tsx")).MePage },
  {
    path: "/me/access-key",
    title: "Create access key",
    load: async () => (await import("./my-access-key-page.tsx")).MyAccessKeyPage,
  },
];
