import type { PageRow } from "../../app/page-row.ts";

export const PROVIDER_PAGES: readonly PageRow[] = [
  {
    path: "/iam/providers",
    title: "Identity providers",
    load: async () => (await import("./providers-page.tsx")).ProvidersPage,
  },
  {
    path: "/iam/providers/create",
    title: "Add provider",
    load: async () => (await import("./create-provider-page.tsx")).CreateProviderPage,
  },
  {
    path: "/iam/providers/:arn",
    load: async () => (await import("./provider-page.tsx")).ProviderPage,
  },
];
