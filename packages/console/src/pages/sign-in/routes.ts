import type { PageRow } from "../../app/page-row.ts";

export const SIGN_IN_PAGES: readonly PageRow[] = [
  {
    path: "/signin",
    title: "Sign in",
    frame: "bare",
    load: async () => (await import("./sign-in-page.tsx")).SignInPage,
  },
];
