import type { PageRow } from "../../app/page-row.ts";

export const POLICY_PAGES: readonly PageRow[] = [
  {
    path: "/iam/policies",
    title: "Policies",
    first: {
      service: "rolecall",
      operation: "SearchPolicies",
      input: { Page: 1, PageSize: 50, Columns: ["PolicyName", "Type", "UsedAs", "Document"] },
    },
    load: async () => (await import("./policies-page.tsx")).PoliciesPage,
  },
  {
    path: "/iam/policies/create",
    title: "Create policy",
    load: async () => (await import("./create-policy-page.tsx")).CreatePolicyPage,
  },
  {
    path: "/iam/policies/:policyArn",
    first: { service: "iam", operation: "GetPolicy", input: { PolicyArn: ":policyArn" } },
    load: async () => (await import("./policy-page.tsx")).PolicyPage,
  },
];
