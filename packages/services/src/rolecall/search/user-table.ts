import type { SearchedUser } from "@rolecall/contracts/rolecall";
import { formatArn, formatCollectionArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { FoundUser, UserPart, UserProperty } from "@rolecall/store";
import { findingLimit } from "./finding.ts";
import { newest, optionalDate, policyNames } from "./row-shape.ts";
import type { SearchChoices, SearchColumn, SearchTable } from "./search-table.ts";

type UserColumn = SearchColumn<FoundUser, SearchedUser, UserProperty, UserPart>;

const KEYS = ["iam:ListAccessKeys"];
const KEY_USES = ["iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];

const keyUses = ({ accessKeys = [] }: FoundUser) => accessKeys.map(({ usedAt }) => usedAt);
const activeKeys = ({ accessKeys = [] }: FoundUser) => accessKeys.filter(({ status }) => status === "Active");
const lastActivity = (found: FoundUser) => newest([found.passwordUsedAt, ...keyUses(found)]);

const columns = {
  UserName: { sortedBy: "name" },
  UserId: { isOptional: true },
  Path: { sortedBy: "path" },
  Groups: {
    needs: ["iam:ListGroupsForUser"],
    parts: ["groups"],
    show: ({ groups = [] }) => ({ Groups: groups }),
  },
  LastActivity: {
    needs: KEY_USES,
    parts: ["accessKeys"],
    sortedBy: "usedAt",
    show: (found) => optionalDate("LastActivity", lastActivity(found)),
  },
  MfaDevices: {
    needs: ["iam:ListMFADevices"],
    parts: ["mfaDevices"],
    sortedBy: "hasMfa",
    show: ({ mfaDevices = [] }) => ({
      MfaDevices: mfaDevices.map(({ serialNumber, kind }) => ({ SerialNumber: serialNumber, Kind: kind })),
    }),
  },
  PasswordLastChanged: {
    needs: ["iam:GetLoginProfile"],
    parts: ["password"],
    sortedBy: "passwordChangedAt",
    show: ({ password }) => ({
      HasPassword: password !== null,
      ...optionalDate("PasswordLastChanged", password?.changedAt),
    }),
  },
  PasswordLastUsed: {
    sortedBy: "passwordUsedAt",
    show: ({ passwordUsedAt }) => optionalDate("PasswordLastUsed", passwordUsedAt),
  },
  AccessKeys: {
    needs: KEYS,
    parts: ["accessKeys"],
    show: ({ accessKeys = [] }) => ({
      AccessKeys: accessKeys.map(({ id, status, createdAt }) => ({
        AccessKeyId: id,
        Status: status,
        CreateDate: new Date(createdAt),
      })),
    }),
  },
  ActiveKeyCreateDate: {
    needs: KEYS,
    parts: ["accessKeys"],
    sortedBy: "activeKeyCreatedAt",
    show: (found) => {
      const times = activeKeys(found).map(({ createdAt }) => createdAt);
      return optionalDate("ActiveKeyCreateDate", times.length === 0 ? undefined : Math.min(...times));
    },
  },
  Arn: { isOptional: true },
  CreateDate: { isOptional: true, sortedBy: "createdAt" },
  AccessKeyLastUsed: {
    isOptional: true,
    needs: KEY_USES,
    parts: ["accessKeys"],
    sortedBy: "keyUsedAt",
    show: (found) => optionalDate("AccessKeyLastUsed", newest(keyUses(found))),
  },
  Policies: {
    isOptional: true,
    needs: ["iam:ListAttachedUserPolicies", "iam:ListUserPolicies"],
    parts: ["policies"],
    show: ({ policies = [] }) => ({ Policies: policyNames(policies) }),
  },
  PermissionsBoundaryArn: {
    isOptional: true,
    needs: ["iam:GetUser"],
    show: ({ user: { permissionsBoundary } }) =>
      permissionsBoundary === undefined ? {} : { PermissionsBoundaryArn: permissionsBoundary },
  },
  Tags: {
    isOptional: true,
    needs: ["iam:ListUserTags"],
    show: ({ user: { tags } }) => ({ Tags: tagsToWire(tags) }),
  },
  Findings: {
    isOptional: true,
    needs: ["iam:ListMFADevices", "iam:GetLoginProfile", ...KEY_USES],
    parts: ["mfaDevices", "password", "accessKeys"],
    show: (found, now) => ({ Findings: findingsOf(found, now) }),
  },
} as const satisfies Readonly<Record<string, UserColumn>>;

/** The same in the store: what `findingsOf` tells of a row. */
const USER_FINDINGS = {
  UserWithoutMfa: () => ({
    conditions: [
      { property: "hasPassword", operator: "=", value: true },
      { property: "hasMfa", operator: "=", value: false },
    ],
  }),
  OldAccessKey: (now) => ({
    conditions: [{ property: "activeKeyCreatedAt", operator: "<", value: findingLimit(now) }],
  }),
  UnusedUser: (now) => ({
    conditions: [
      { property: "hasCredentials", operator: "=", value: true },
      { property: "idleSince", operator: "<", value: findingLimit(now) },
    ],
  }),
} as const satisfies SearchChoices<UserProperty>;

function findingsOf(found: FoundUser, now: number): readonly (keyof typeof USER_FINDINGS)[] {
  const limit = findingLimit(now);
  const hasPassword = found.password !== null;
  const keys = activeKeys(found);
  const idleSince = lastActivity(found) ?? found.user.createdAt;
  const isSo = {
    UserWithoutMfa: hasPassword && found.mfaDevices?.length === 0,
    OldAccessKey: keys.some(({ createdAt }) => createdAt < limit),
    UnusedUser: (hasPassword || keys.length > 0) && idleSince < limit,
  } satisfies Record<keyof typeof USER_FINDINGS, boolean>;
  return Object.entries(isSo).flatMap(([name, is]) => (is ? [name as keyof typeof isSo] : []));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html, and the operations that the columns name. */
export const userTable: SearchTable<FoundUser, SearchedUser, UserProperty, UserPart> = {
  list: "iam:ListUsers",
  onList: (accountId) => ({ resource: formatCollectionArn("user", { accountId }) }),
  onAll: (accountId) => [formatArn("user", { accountId, path: "/", name: "*" })],
  onRow: ({ user }) => ({
    resource: formatArn("user", user),
    resourceName: `user ${user.name}`,
    resourceTags: user.tags,
  }),
  columns,
  filters: {
    UserName: { column: "UserName", kind: "text", property: "name" },
    UserId: { column: "UserId", kind: "text", property: "id" },
    Path: { column: "Path", kind: "text", property: "path" },
    Groups: { column: "Groups", kind: "text", property: "group" },
    Policies: { column: "Policies", kind: "text", property: "policy" },
    Tags: { column: "Tags", kind: "text", property: "tag" },
    HasMfa: { column: "MfaDevices", kind: "flag", property: "hasMfa" },
    HasPassword: { column: "PasswordLastChanged", kind: "flag", property: "hasPassword" },
    PasswordAgeDays: { column: "PasswordLastChanged", kind: "days", property: "passwordChangedAt" },
    AccessKeyId: { column: "AccessKeys", kind: "text", property: "accessKeyId" },
    HasActiveKey: { column: "AccessKeys", kind: "flag", property: "hasActiveKey" },
    ActiveKeyAgeDays: { column: "ActiveKeyCreateDate", kind: "days", property: "activeKeyCreatedAt" },
    InactiveDays: { column: "LastActivity", kind: "days", property: "idleSince" },
    AgeDays: { column: "CreateDate", kind: "days", property: "createdAt" },
    Finding: { column: "Findings", kind: "choice", choices: USER_FINDINGS },
  },
  texts: ["UserName", "Groups", "Policies", "Tags", "AccessKeyId"],
  sortedBy: "UserName",
  core: ({ user }) => ({
    UserName: user.name,
    UserId: user.id,
    Path: user.path,
    Arn: formatArn("user", user),
    CreateDate: new Date(user.createdAt),
  }),
  search: ({ tx, caller }, request) => tx.search.users(caller.accountId, request),
};
