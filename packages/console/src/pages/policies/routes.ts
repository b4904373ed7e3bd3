import type { PageRow } from "../../app/page-row.ts";

export const POLICY_PAGES: readonly PageRow[] = [
  {
    path: "/iam/policies",
    title: "Policies",
    load: async () => (await import("./policies-page.tsx")).PoliciesPage,
  },
  {
    path: "/iam/policies/create",
    title: "Create policy",
    load: async () => (await import("./create-policy-page.tsx")).CreatePolicyPage,
  },
  {
    path: "/iam/policies/:policyArn",
    load: async () => (await import("./policy-page.tsx")).PolicyPage,
  },
];
