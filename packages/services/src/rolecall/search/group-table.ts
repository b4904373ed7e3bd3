import type { SearchedGroup } from "@rolecall/contracts/rolecall";
import { formatArn, formatCollectionArn } from "@rolecall/names";
import type { FoundGroup, GroupPart, GroupProperty } from "@rolecall/store";
import { policyNames } from "./row-shape.ts";
import type { SearchTable } from "./search-table.ts";

const USERS = ["iam:GetGroup"];

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html, and the operations that the columns name. */
export const groupTable: SearchTable<FoundGroup, SearchedGroup, GroupProperty, GroupPart> = {
  list: "iam:ListGroups",
  onList: (accountId) => ({ resource: formatCollectionArn("group", { accountId }) }),
  onAll: (accountId) => [formatArn("group", { accountId, path: "/", name: "*" })],
  onRow: ({ group }) => ({ resource: formatArn("group", group), resourceName: `group ${group.name}` }),
  columns: {
    GroupName: { sortedBy: "name" },
    GroupId: { isOptional: true },
    UserCount: {
      needs: USERS,
      sortedBy: "userCount",
      show: ({ userCount }) => ({ UserCount: userCount }),
    },
    Policies: {
      needs: ["iam:ListAttachedGroupPolicies", "iam:ListGroupPolicies"],
      parts: ["policies"],
      show: ({ policies = [] }) => ({ Policies: policyNames(policies) }),
    },
    CreateDate: { sortedBy: "createdAt" },
    Path: { isOptional: true, sortedBy: "path" },
    Arn: { isOptional: true },
  },
  filters: {
    GroupName: { column: "GroupName", kind: "text", property: "name" },
    GroupId: { column: "GroupId", kind: "text", property: "id" },
    Path: { column: "Path", kind: "text", property: "path" },
    Policies: { column: "Policies", kind: "text", property: "policy" },
    Users: { column: "UserCount", kind: "text", property: "user" },
    AgeDays: { column: "CreateDate", kind: "days", property: "createdAt" },
  },
  texts: ["GroupName", "Policies"],
  sortedBy: "GroupName",
  core: ({ group }) => ({
    GroupName: group.name,
    GroupId: group.id,
    Path: group.path,
    Arn: formatArn("group", group),
    CreateDate: new Date(group.createdAt),
  }),
  search: ({ tx, caller }, request) => tx.search.groups(caller.accountId, request),
};
