import type { Page } from "playwright-core";
import { ACCOUNT } from "./sign-in.ts";

/** A table that is a part of a page, or a page of its own kind, as its tests know it. */
export interface RegionTable {
  /** Who makes it, under `src`. */
  readonly file: string;
  /** Under `/console`. */
  readonly path: string;
  /** What has to be clicked there first. */
  readonly reach?: (page: Page) => Promise<void>;
  /** What is asked for its rows, under `/console`: `/api/iam/ListUserPolicies`. */
  readonly route: string;
  /** In the plural: "inline policies". */
  readonly what: string;
  /** What stands there once rows do. */
  readonly there: string | RegExp;
  /** Where it is called otherwise than `what`. */
  readonly loading?: string;
  /** What a denial names, where it is another action than the route's. */
  readonly denied?: string;
  /** What stands there where there is none, and whose page that is. Absent where `there` says it, or where there is always one. */
  readonly none?: { readonly path: string; readonly text: string };
}

const CARL = "/iam/users/carl";
/** Who has nothing. */
const DORA = "/iam/users/dora";

/** Tables that no `EntityTable` makes: a new file with an `ItemsTable` is a row here. */
export const REGION_TABLES: readonly RegionTable[] = [
  {
    file: "patterns/permissions/attached-policies.tsx",
    path: `${CARL}?tab=permissions`,
    route: "/api/iam/ListAttachedUserPolicies",
    what: "attached policies",
    there: "AmazonSQSFullAccess",
    none: { path: `${DORA}?tab=permissions`, text: "No policy is attached." },
  },
  {
    file: "patterns/permissions/inline-policies.tsx",
    path: `${CARL}?tab=permissions`,
    route: "/api/iam/ListUserPolicies",
    what: "inline policies",
    there: "Queues",
    none: { path: `${DORA}?tab=permissions`, text: "No inline policy." },
  },
  {
    file: "pages/users/detail/group-policies.tsx",
    path: `${CARL}?tab=permissions`,
    route: "/api/iam/ListAttachedGroupPolicies",
    // It is asked of each group, which are listed first.
    denied: "iam:ListGroupsForUser",
    what: "policies by group",
    there: "AmazonS3ReadOnlyAccess",
    none: { path: `${DORA}?tab=permissions`, text: "No policy comes from a group." },
  },
  {
    file: "pages/users/detail/groups-tab.tsx",
    path: `${CARL}?tab=groups`,
    route: "/api/iam/ListGroupsForUser",
    what: "groups",
    there: "Developers",
    none: { path: `${DORA}?tab=groups`, text: "dora is in no group." },
  },
  {
    file: "patterns/entity-tags.tsx",
    path: `${CARL}?tab=tags`,
    route: "/api/iam/ListUserTags",
    what: "tags",
    there: "team",
    none: { path: `${DORA}?tab=tags`, text: "No tags." },
  },
  {
    file: "patterns/credentials/access-keys.tsx",
    path: `${CARL}?tab=credentials`,
    route: "/api/iam/ListAccessKeys",
    what: "access keys",
    there: "AKIACARLCARLCARLCARL",
    none: {
      path: `${DORA}?tab=credentials`,
      text: "No access key. A role gives a program keys that end by themselves.",
    },
  },
  {
    file: "patterns/credentials/mfa-devices.tsx",
    path: `${CARL}?tab=credentials`,
    route: "/api/iam/ListMFADevices",
    what: "MFA devices",
    there: /^No MFA device|^No device/,
  },
  {
    file: "patterns/last-accessed/last-accessed.tsx",
    path: `/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/carl`,
    route: "/api/iam/GetServiceLastAccessedDetails",
    what: "services",
    there: "Never in 400 days",
    none: {
      path: `/last-accessed?arn=arn:aws:iam::${ACCOUNT}:user/dora`,
      text: "The policies allow no service, so that there is nothing to use.",
    },
  },
  {
    file: "pages/groups/group-users.tsx",
    path: "/iam/groups/Developers",
    route: "/api/iam/GetGroup",
    what: "users of the group",
    there: "carl",
    none: { path: "/iam/groups/Nobody", text: "Nobody is in this group." },
  },
  {
    file: "pages/organization/invitations-page.tsx",
    path: "/organization/invitations",
    route: "/api/organizations/ListHandshakesForOrganization",
    what: "sent invitations",
    there: "No invitation was sent.",
  },
  {
    file: "pages/organization/organization-policies-page.tsx",
    path: "/organization/policies",
    route: "/api/organizations/ListPolicies",
    what: "policies",
    there: "NoDelete",
    none: { path: "/organization/policies?type=TAG_POLICY", text: "No policies of this type yet." },
  },
  {
    file: "pages/events/events-table.tsx",
    path: "/events?tab=all",
    route: "/api/rolecall/SearchEvents",
    denied: "cloudtrail:LookupEvents",
    what: "events",
    there: /^ana$/,
  },
  {
    file: "pages/credential-report/credential-report-page.tsx",
    path: "/credential-report",
    route: "/api/iam/GetCredentialReport",
    what: "report",
    loading: "Loading the report: every user is looked at",
    there: `arn:aws:iam::${ACCOUNT}:user/carl`,
  },
  {
    file: "patterns/items/picker.tsx",
    path: `${CARL}?tab=groups`,
    reach: (page) => page.getByRole("button", { name: "Add to groups" }).click(),
    route: "/api/iam/ListGroups",
    what: "groups",
    there: "Nobody",
  },
  {
    file: "pages/me/my-sessions.tsx",
    path: "/me",
    route: "/sessions",
    what: "sessions",
    there: "This one",
  },
  {
    file: "pages/roles/recent-sessions.tsx",
    path: "/iam/roles/Uploader?tab=sessions",
    route: "/api/rolecall/SearchEvents",
    denied: "cloudtrail:LookupEvents",
    what: "recent sessions",
    there: "Nobody has assumed it, as far back as one look into the audit log goes.",
  },
  {
    file: "pages/organization/policy-targets.tsx",
    path: "/organization/policies/p-FullAWSAccess",
    route: "/api/organizations/ListTargetsForPolicy",
    what: "targets",
    there: "Detach from Root",
  },
  {
    file: "pages/organization/organization-settings-page.tsx",
    path: "/organization/settings",
    route: "/api/organizations/ListAWSServiceAccessForOrganization",
    what: "trusted services",
    there: "No service is trusted.",
  },
  {
    file: "pages/organization/delegated-administrators.tsx",
    path: "/organization/settings",
    route: "/api/organizations/ListDelegatedAdministrators",
    what: "delegated administrators",
    there: "No account administers in the management account's place.",
  },
];
