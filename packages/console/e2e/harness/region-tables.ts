import { ACCOUNT } from "./sign-in.ts";

/** A table that is a part of a page, or a page of its own kind, as its tests know it. */
export interface RegionTable {
  /** Who makes it, under `src`. */
  readonly file: string;
  /** Under `/console`. */
  readonly path: string;
  /** What is asked for its rows: `iam/ListUserPolicies`. */
  readonly operation: string;
  /** In the plural: "inline policies". */
  readonly what: string;
  /** What stands there once rows do. */
  readonly there: string | RegExp;
  /** Where it is called otherwise than `what`. */
  readonly loading?: string;
}

const CARL = "/iam/users/carl";

/** Tables that no `EntityTable` makes: a new file with an `ItemsTable` is a row here. */
export const REGION_TABLES: readonly RegionTable[] = [
  {
    file: "patterns/permissions/attached-policies.tsx",
    path: `${CARL}?tab=permissions`,
    operation: "iam/ListAttachedUserPolicies",
    what: "attached policies",
    there: "AmazonSQSFullAccess",
  },
  {
    file: "patterns/permissions/inline-policies.tsx",
    path: `${CARL}?tab=permissions`,
    operation: "iam/ListUserPolicies",
    what: "inline policies",
    there: "Queues",
  },
  {
    file: "pages/users/detail/group-policies.tsx",
    path: `${CARL}?tab=permissions`,
    operation: "iam/ListAttachedGroupPolicies",
    what: "policies by group",
    there: "AmazonS3ReadOnlyAccess",
  },
  {
    file: "pages/users/detail/groups-tab.tsx",
    path: `${CARL}?tab=groups`,
    operation: "iam/ListGroupsForUser",
    what: "groups",
    there: "Developers",
  },
  {
    file: "patterns/entity-tags.tsx",
    path: `${CARL}?tab=tags`,
    operation: "iam/ListUserTags",
    what: "tags",
    there: "team",
  },
  {
    file: "patterns/credentials/access-keys.tsx",
    path: `${CARL}?tab=credentials`,
    operation: "iam/ListAccessKeys",
    what: "access keys",
    there: "AKIACARLCARLCARLCARL",
  },
  {
    file: "patterns/credentials/mfa-devices.tsx",
    path: `${CARL}?tab=credentials`,
    operation: "iam/ListMFADevices",
    what: "MFA devices",
    there: /^No MFA device|^No device/,
  },
  {
    file: "patterns/last-accessed/last-accessed.tsx",
    path: `/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/carl`,
    operation: "iam/GetServiceLastAccessedDetails",
    what: "services",
    there: "Never in 400 days",
  },
  {
    file: "pages/groups/group-users.tsx",
    path: "/iam/groups/Developers",
    operation: "iam/GetGroup",
    what: "users of the group",
    there: "carl",
  },
  {
    file: "pages/organization/invitations-page.tsx",
    path: "/organization/invitations",
    operation: "organizations/ListHandshakesForOrganization",
    what: "sent invitations",
    there: "No invitation was sent.",
  },
  {
    file: "pages/organization/organization-policies-page.tsx",
    path: "/organization/policies",
    operation: "organizations/ListPolicies",
    what: "policies",
    there: "NoDelete",
  },
  {
    file: "pages/events/events-table.tsx",
    path: "/events?tab=all",
    operation: "rolecall/SearchEvents",
    what: "events",
    there: /^ana$/,
  },
  {
    file: "pages/credential-report/credential-report-page.tsx",
    path: "/credential-report",
    operation: "iam/GetCredentialReport",
    what: "report",
    loading: "Loading the report: every user is looked at",
    there: `arn:aws:iam::${ACCOUNT}:user/carl`,
  },
];
