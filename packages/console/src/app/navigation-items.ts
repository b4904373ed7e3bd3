/** A page in the navigation at the left. */
export interface NavigationItem {
  readonly text: string;
  /** Under `/console`. */
  readonly path: string;
  /** The key after `g` that leads there. */
  readonly key?: string;
}

export interface NavigationGroup {
  readonly text: string;
  readonly items: readonly NavigationItem[];
}

/** Where AWS's console has them, and as it calls them. */
export const NAVIGATION: readonly (NavigationItem | NavigationGroup)[] = [
  { text: "Dashboard", path: "/iam", key: "d" },
  {
    text: "Access management",
    items: [
      { text: "User groups", path: "/iam/groups", key: "g" },
      { text: "Users", path: "/iam/users", key: "u" },
      { text: "Roles", path: "/iam/roles", key: "r" },
      { text: "Policies", path: "/iam/policies", key: "p" },
      { text: "Identity providers", path: "/iam/providers", key: "i" },
      { text: "Account settings", path: "/iam/settings" },
    ],
  },
  {
    text: "Understand access",
    items: [
      { text: "Why?", path: "/why", key: "w" },
      { text: "Who can?", path: "/who-can" },
      { text: "Policy simulator", path: "/simulator", key: "s" },
      { text: "Audit events", path: "/events", key: "e" },
      { text: "Last accessed", path: "/last-accessed" },
      { text: "Credential report", path: "/credential-report" },
    ],
  },
  {
    text: "Organization",
    items: [
      { text: "Accounts", path: "/organization", key: "o" },
      { text: "Policies", path: "/organization/policies" },
      { text: "Invitations", path: "/organization/invitations" },
      { text: "Root access", path: "/organization/root-access" },
      { text: "Settings", path: "/organization/settings" },
    ],
  },
];

/** The tours. AWS has no page for them. */
export const LEARN: NavigationItem = { text: "Learn", path: "/learn" };
