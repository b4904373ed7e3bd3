import type { PageRow } from "../../app/page-row.ts";

export const ORGANIZATION_PAGES: readonly PageRow[] = [
  {
    path: "/organization",
    title: "Accounts",
    load: async () => (await import("./organization-page.tsx")).OrganizationPage,
  },
  {
    path: "/organization/policies",
    title: "Policies",
    load: async () => (await import("./organization-policies-page.tsx")).OrganizationPoliciesPage,
  },
  {
    path: "/organization/policies/:policyId",
    first: { service: "organizations", operation: "DescribePolicy", input: { PolicyId: ":policyId" } },
    load: async () => (await import("./organization-policy-page.tsx")).OrganizationPolicyPage,
  },
  {
    path: "/organization/invitations",
    title: "Invitations",
    load: async () => (await import("./invitations-page.tsx")).InvitationsPage,
  },
  {
    path: "/organization/root-access",
    title: "Root access",
    load: async () => (await import("./root-access-page.tsx")).RootAccessPage,
  },
  {
    path: "/organization/settings",
    title: "Settings",
    load: async () => (await import("./organization-settings-page.tsx")).OrganizationSettingsPage,
  },
  {
    path: "/accounts",
    title: "List of accounts",
    load: async () => (await import("./accounts-page.tsx")).AccountsPage,
  },
  {
    path: "/accounts/:accountId",
    first: { service: "organizations", operation: "DescribeAccount", input: { AccountId: ":accountId" } },
    load: async () => (await import("./account-page.tsx")).AccountPage,
  },
];
