import { ACCOUNT } from "./sign-in.ts";

/** A table that is a part of a page, or a page of its own kind, as its tests know it. */
export interface RegionTable {
  /** Who makes it, under `src`. */
  readonly file: string;
  /** What is asked for its rows: `iam/ListUserPolicies`; of one's own sessions, which no operation lists, `sessions`. */
  readonly operation: string;
  /** In the plural: "inline policies". */
  readonly what: string;
  /** What stands there once rows do. */
  readonly there: string | RegExp;
  /** The action that allows it, where it is not called as the operation is. */
  readonly action?: string;
  /** Where it is called otherwise than `what`. */
  readonly loading?: string;
  /** What is said where it could not be read, if not by `what`. */
  readonly failed?: string;
  /** The table's name, where what went wrong stands within it; else it takes the table's place. */
  readonly name?: string;
}

/** A place of a page and all its tables: one sign-in and one load take them through a state together. */
export interface RegionPage {
  /** Under `/console`. */
  readonly path: string;
  /** A button that opens the dialog in which they are. */
  readonly open?: string;
  /** Requests of an administrator that were refused before: what a log tells of. */
  readonly refused?: readonly Request[];
  readonly tables: readonly RegionTable[];
  /** The same place for who has none: the words in the tables' order. */
  readonly none?: NoneThere;
  /** Why nobody is ever without, or nothing can be listed as none. */
  readonly neverNone?: string;
  /** Why nobody can be denied it. */
  readonly neverDenied?: string;
}

type Request = readonly [operation: string, input: object];

interface NoneThere {
  readonly path: string;
  readonly words: readonly string[];
  /** What is done before, as an administrator. */
  readonly before?: readonly Request[];
}

const CARL = "/iam/users/carl";
const EVE = "/iam/users/eve";
const MEMBER = "111122223333";
const SERVICE = { ServicePrincipal: "sso.amazonaws.com" };
const policyPage = (name: string, tab: string) =>
  `/iam/policies/${encodeURIComponent(`arn:aws:iam::${ACCOUNT}:policy/${name}`)}?tab=${tab}`;

/** Tables that no `EntityTable` makes: a new file with an `ItemsTable` is a row here. */
export const REGION_PAGES: readonly RegionPage[] = [
  {
    path: `${CARL}?tab=permissions`,
    tables: [
      {
        file: "patterns/permissions/attached-policies.tsx",
        operation: "iam/ListAttachedUserPolicies",
        what: "attached policies",
        there: "AmazonSQSFullAccess",
        name: "Attached policies",
      },
      {
        file: "patterns/permissions/inline-policies.tsx",
        operation: "iam/ListUserPolicies",
        what: "inline policies",
        there: "Queues",
        name: "Inline policies",
      },
      {
        file: "pages/users/detail/group-policies.tsx",
        operation: "iam/ListAttachedGroupPolicies",
        what: "policies by group",
        there: "AmazonS3ReadOnlyAccess",
        name: "Policies by group",
      },
    ],
    none: {
      path: `${EVE}?tab=permissions`,
      words: ["No policy is attached.", "No inline policy.", "No policy comes from a group."],
    },
  },
  {
    path: `${CARL}?tab=groups`,
    tables: [
      {
        file: "pages/users/detail/groups-tab.tsx",
        operation: "iam/ListGroupsForUser",
        what: "groups",
        there: "Developers",
        name: "Groups",
      },
    ],
    none: { path: `${EVE}?tab=groups`, words: ["eve is in no group."] },
  },
  {
    path: `${CARL}?tab=tags`,
    tables: [
      {
        file: "patterns/entity-tags.tsx",
        operation: "iam/ListUserTags",
        what: "tags",
        there: "team",
        name: "Tags",
      },
    ],
    none: { path: `${EVE}?tab=tags`, words: ["No tags."] },
  },
  {
    path: `${CARL}?tab=credentials`,
    tables: [
      {
        file: "patterns/credentials/access-keys.tsx",
        operation: "iam/ListAccessKeys",
        what: "access keys",
        there: "AKIACARLCARLCARLCARL",
        name: "Access keys",
      },
      {
        file: "patterns/credentials/mfa-devices.tsx",
        operation: "iam/ListMFADevices",
        what: "MFA devices",
        there: /^No MFA device|^No device/,
        name: "Multi-factor authentication (MFA)",
      },
    ],
    none: {
      path: `${EVE}?tab=credentials`,
      words: [
        "No access key. A role gives a program keys that end by themselves.",
        "No MFA device. The password alone opens the console.",
      ],
    },
  },
  {
    path: `/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/carl`,
    tables: [
      {
        file: "patterns/last-accessed/last-accessed.tsx",
        operation: "iam/GetServiceLastAccessedDetails",
        what: "services",
        there: "Never in 400 days",
        name: "Last accessed",
      },
    ],
    none: {
      path: `/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/eve`,
      words: ["The policies allow no service, so that there is nothing to use."],
    },
  },
  {
    path: "/iam/groups/Developers",
    tables: [
      {
        file: "pages/groups/group-users.tsx",
        operation: "iam/GetGroup",
        what: "users of the group",
        there: "carl",
        name: "Users in this group",
      },
    ],
    none: { path: "/iam/groups/Nobody", words: ["Nobody is in this group."] },
    neverDenied: "the page itself is read by the same operation, and its denial stands in the page's place",
  },
  {
    path: "/iam/groups/Developers",
    open: "Add users",
    tables: [
      {
        file: "patterns/items/picker.tsx",
        operation: "iam/ListUsers",
        what: "users",
        there: "eve",
        name: "Users",
      },
    ],
    none: {
      path: "/iam/groups/Everybody",
      words: ["Everybody is in the group already."],
      before: [["iam/AddUserToGroup", { GroupName: "Everybody", UserName: "eve" }]],
    },
  },
  {
    path: "/iam/roles/Reports?tab=sessions",
    // Its trust admits nobody but a service.
    refused: [
      ["sts/AssumeRole", { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Reports`, RoleSessionName: "night-shift" }],
    ],
    tables: [
      {
        file: "pages/roles/recent-sessions.tsx",
        operation: "rolecall/SearchEvents",
        action: "cloudtrail:LookupEvents",
        what: "recent sessions",
        there: "night-shift",
        name: "Recent sessions",
      },
    ],
    none: {
      path: "/iam/roles/Unused?tab=sessions",
      words: ["Nobody has assumed it, as far back as one look into the audit log goes."],
    },
  },
  {
    path: "/iam/roles/Reports?tab=last-accessed",
    tables: [
      {
        file: "pages/roles/last-accessed-tab.tsx",
        operation: "iam/GetServiceLastAccessedDetails",
        what: "services",
        there: "Amazon SQS",
        loading: "Working out what was accessed",
        failed: "Last accessed could not be worked out.",
      },
    ],
    none: { path: "/iam/roles/Unused?tab=last-accessed", words: ["Its policies allow no service."] },
  },
  {
    path: policyPage("Read", "versions"),
    tables: [
      {
        file: "pages/policies/policy-versions.tsx",
        operation: "iam/ListPolicyVersions",
        what: "versions",
        there: "v1",
      },
    ],
    neverNone: "a policy has the version that is in force",
  },
  {
    path: policyPage("Read", "entities"),
    tables: [
      {
        file: "pages/policies/policy-entities.tsx",
        operation: "iam/ListEntitiesForPolicy",
        what: "attached entities",
        there: "carl",
      },
    ],
    none: {
      path: policyPage("Idle", "entities"),
      words: ["Nobody has this policy: it allows nothing yet."],
    },
  },
  {
    path: "/iam/providers",
    tables: [
      {
        file: "pages/providers/providers-page.tsx",
        operation: "iam/ListOpenIDConnectProviders",
        what: "providers",
        loading: "Loading identity providers",
        there: "No identity providers yet",
      },
    ],
    none: { path: "/iam/providers", words: ["No identity providers yet"] },
  },
  {
    path: "/me",
    tables: [
      {
        file: "pages/me/my-sessions.tsx",
        operation: "sessions",
        what: "sessions",
        there: "This one",
        name: "Sessions",
      },
    ],
    neverNone: "who looks has the session in which it looks",
    neverDenied: "everybody may know its own sessions, which no operation lists",
  },
  {
    path: "/organization/invitations",
    tables: [
      {
        file: "pages/organization/invitations-page.tsx",
        operation: "organizations/ListHandshakesForOrganization",
        what: "sent invitations",
        there: "No invitation was sent.",
        name: "Sent",
      },
      {
        file: "pages/organization/invitations-page.tsx",
        operation: "organizations/ListHandshakesForAccount",
        what: "received invitations",
        there: "No invitation has come to this account.",
        name: "Received",
      },
    ],
    none: {
      path: "/organization/invitations",
      words: ["No invitation was sent.", "No invitation has come to this account."],
    },
  },
  {
    path: "/organization/policies",
    tables: [
      {
        file: "pages/organization/organization-policies-page.tsx",
        operation: "organizations/ListPolicies",
        what: "policies",
        there: "NoDelete",
        name: "Service control policies",
      },
    ],
    none: { path: "/organization/policies?type=TAG_POLICY", words: ["No policies of this type yet."] },
  },
  {
    path: "/organization/policies/p-nodelete1",
    tables: [
      {
        file: "pages/organization/policy-targets.tsx",
        operation: "organizations/ListTargetsForPolicy",
        what: "targets",
        there: "Workloads",
        name: "Attached to",
      },
    ],
    none: {
      path: "/organization/policies/p-nowhere01",
      words: ["It is attached nowhere, and so does nothing yet."],
    },
  },
  {
    path: "/organization/settings",
    tables: [
      {
        file: "pages/organization/organization-settings-page.tsx",
        operation: "organizations/ListAWSServiceAccessForOrganization",
        what: "trusted services",
        there: "End the trust in sso.amazonaws.com",
        name: "Trusted services",
      },
      {
        file: "pages/organization/delegated-administrators.tsx",
        operation: "organizations/ListDelegatedAdministrators",
        what: "delegated administrators",
        there: "nordwind-shop",
        name: "Delegated administrators",
      },
    ],
    none: {
      path: "/organization/settings",
      words: ["No service is trusted.", "No account administers in the management account's place."],
      before: [
        ["organizations/DeregisterDelegatedAdministrator", { AccountId: MEMBER, ...SERVICE }],
        ["organizations/DisableAWSServiceAccess", SERVICE],
      ],
    },
  },
  {
    path: "/events?tab=all",
    tables: [
      {
        file: "pages/events/events-table.tsx",
        operation: "rolecall/SearchEvents",
        action: "cloudtrail:LookupEvents",
        what: "events",
        there: /^ana$/,
      },
    ],
    neverNone: "who looks has signed in; events.test.ts has a question that nothing answers",
  },
  {
    path: "/credential-report",
    tables: [
      {
        file: "pages/credential-report/credential-report-page.tsx",
        operation: "iam/GetCredentialReport",
        what: "report",
        loading: "Loading the report: every user is looked at",
        there: `arn:aws:iam::${ACCOUNT}:user/carl`,
      },
    ],
    neverNone: "every account has its root user",
  },
];
