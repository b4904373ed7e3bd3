import type { SearchedRole } from "@rolecall/contracts/rolecall";
import { formatArn, formatCollectionArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { FoundRole, RolePart, RoleProperty } from "@rolecall/store";
import { findingLimit } from "./finding.ts";
import { optionalDate, policyNames } from "./row-shape.ts";
import type { SearchChoices, SearchColumn, SearchTable } from "./search-table.ts";
import { learnStrangers, type Strangers } from "./strangers.ts";
import { openTo, summarizeTrust, trustedNames } from "./trust-summary.ts";

type RoleColumn = SearchColumn<FoundRole, SearchedRole, RoleProperty, RolePart, Strangers>;

const ROLE = ["iam:GetRole"];

const columns = {
  RoleName: { sortedBy: "name" },
  RoleId: { isOptional: true },
  TrustedEntities: { show: ({ role }) => summarizeTrust(role.trustPolicy) },
  Policies: {
    needs: ["iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
    parts: ["policies"],
    show: ({ policies = [] }) => ({ Policies: policyNames(policies) }),
  },
  LastActivity: {
    needs: ROLE,
    sortedBy: "usedAt",
    show: ({ used }) => ({
      ...optionalDate("LastActivity", used?.at),
      ...(used?.region !== undefined && { LastActivityRegion: used.region }),
    }),
  },
  Findings: {
    needs: ROLE,
    show: (found, now, strangers) => ({ Findings: findingsOf(found, now, strangers) }),
  },
  Path: { isOptional: true, sortedBy: "path" },
  Arn: { isOptional: true },
  Description: {
    isOptional: true,
    sortedBy: "description",
    show: ({ role: { description } }) => (description === undefined ? {} : { Description: description }),
  },
  MaxSessionDuration: {
    isOptional: true,
    sortedBy: "maxSessionSeconds",
    show: ({ role }) => ({ MaxSessionDuration: role.maxSessionSeconds }),
  },
  PermissionsBoundaryArn: {
    isOptional: true,
    needs: ROLE,
    show: ({ role: { permissionsBoundary } }) =>
      permissionsBoundary === undefined ? {} : { PermissionsBoundaryArn: permissionsBoundary },
  },
  CreateDate: { isOptional: true, sortedBy: "createdAt" },
  Tags: {
    isOptional: true,
    needs: ["iam:ListRoleTags"],
    show: ({ role: { tags } }) => ({ Tags: tagsToWire(tags) }),
  },
} as const satisfies Readonly<Record<string, RoleColumn>>;

/** The same as `findingsOf` tells of a row. */
const ROLE_FINDINGS = {
  TrustsStrangers: () => ({
    document: (text, { isStranger, accountId }) => openTo(text, accountId).some(isStranger),
  }),
  UnusedRole: (now) => ({
    conditions: [{ property: "idleSince", operator: "<", value: findingLimit(now) }],
  }),
} as const satisfies SearchChoices<RoleProperty, Strangers>;

function findingsOf(
  { role, used }: FoundRole,
  now: number,
  { isStranger }: Strangers,
): readonly (keyof typeof ROLE_FINDINGS)[] {
  const isSo = {
    TrustsStrangers: openTo(role.trustPolicy, role.accountId).some(isStranger),
    UnusedRole: (used?.at ?? role.createdAt) < findingLimit(now),
  } satisfies Record<keyof typeof ROLE_FINDINGS, boolean>;
  return Object.entries(isSo).flatMap(([name, is]) => (is ? [name as keyof typeof isSo] : []));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html, and the operations that the columns name. */
export const roleTable: SearchTable<FoundRole, SearchedRole, RoleProperty, RolePart, Strangers> = {
  list: "iam:ListRoles",
  onList: (accountId) => ({ resource: formatCollectionArn("role", { accountId }) }),
  onAll: (accountId) => [formatArn("role", { accountId, path: "/", name: "*" })],
  onRow: ({ role }) => ({
    resource: formatArn("role", role),
    resourceName: `role ${role.name}`,
    resourceTags: role.tags,
  }),
  columns,
  filters: {
    RoleName: { column: "RoleName", kind: "text", property: "name" },
    RoleId: { column: "RoleId", kind: "text", property: "id" },
    TrustedEntities: { column: "TrustedEntities", kind: "document", textsOf: trustedNames },
    Policies: { column: "Policies", kind: "text", property: "policy" },
    Path: { column: "Path", kind: "text", property: "path" },
    Description: { column: "Description", kind: "text", property: "description" },
    Tags: { column: "Tags", kind: "text", property: "tag" },
    UnusedDays: { column: "LastActivity", kind: "days", property: "idleSince" },
    AgeDays: { column: "CreateDate", kind: "days", property: "createdAt" },
    Finding: { column: "Findings", kind: "choice", choices: ROLE_FINDINGS },
  },
  texts: ["RoleName", "TrustedEntities", "Policies", "Description", "Tags"],
  sortedBy: "RoleName",
  core: ({ role }) => ({
    RoleName: role.name,
    RoleId: role.id,
    Path: role.path,
    Arn: formatArn("role", role),
    CreateDate: new Date(role.createdAt),
  }),
  learnsFor: ["Findings"],
  learn: learnStrangers,
  search: ({ tx, caller }, request, trust) => tx.search.roles(caller.accountId, request, trust),
};
