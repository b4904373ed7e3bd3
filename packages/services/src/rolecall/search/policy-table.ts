import type { SearchedPolicy } from "@rolecall/contracts/rolecall";
import { formatArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { PolicyPart, PolicyProperty, PolicyRow } from "./policy-rows.ts";
import { prepareGrants, searchPolicies } from "./search-policies.ts";
import type { SearchChoices, SearchColumn, SearchTable } from "./search-table.ts";

type PolicyColumn = SearchColumn<PolicyRow, SearchedPolicy, PolicyProperty, PolicyPart>;

const DOCUMENT = ["iam:GetPolicyVersion"];

const columns = {
  PolicyName: { sortedBy: "name" },
  Type: { sortedBy: "type" },
  UsedAs: {
    parts: ["uses"],
    sortedBy: "attachmentCount",
    show: ({ uses }) => ({
      AttachmentCount: uses?.attachments ?? 0,
      PermissionsBoundaryUsageCount: uses?.boundaries ?? 0,
    }),
  },
  PolicyId: { isOptional: true },
  Arn: { isOptional: true },
  Path: { isOptional: true, sortedBy: "path" },
  DefaultVersionId: {
    isOptional: true,
    show: ({ defaultVersionId }) => ({ DefaultVersionId: defaultVersionId }),
  },
  CreateDate: { isOptional: true, sortedBy: "createdAt" },
  UpdateDate: {
    isOptional: true,
    sortedBy: "updatedAt",
    show: ({ updatedAt }) => ({ UpdateDate: new Date(updatedAt) }),
  },
  Description: {
    isOptional: true,
    needs: ["iam:GetPolicy"],
    show: ({ description }) => (description === undefined ? {} : { Description: description }),
  },
  Tags: { isOptional: true, needs: ["iam:ListPolicyTags"], show: ({ tags }) => ({ Tags: tagsToWire(tags) }) },
  Document: {
    isOptional: true,
    needs: DOCUMENT,
    parts: ["document"],
    show: ({ document }) => (document === undefined ? {} : { Document: document }),
  },
  Findings: {
    isOptional: true,
    needs: DOCUMENT,
    parts: ["grants"],
    show: ({ owner, grants }) => ({
      Findings: owner === "Customer" && grants?.isEverything === true ? ["AllowsEverything"] : [],
    }),
  },
} as const satisfies Readonly<Record<string, PolicyColumn>>;

const TYPES = {
  AWS: () => ({ conditions: [{ property: "type", operator: "=", value: "AWS" }] }),
  Customer: () => ({ conditions: [{ property: "type", operator: "=", value: "Customer" }] }),
} as const satisfies SearchChoices<PolicyProperty>;

const USES = {
  PermissionsPolicy: () => ({ conditions: [{ property: "attachmentCount", operator: ">", value: 0 }] }),
  PermissionsBoundary: () => ({ conditions: [{ property: "boundaryCount", operator: ">", value: 0 }] }),
  Anything: () => ({ conditions: [{ property: "isUsed", operator: "=", value: true }] }),
  Nothing: () => ({ conditions: [{ property: "isUsed", operator: "=", value: false }] }),
} as const satisfies SearchChoices<PolicyProperty>;

const POLICY_FINDINGS = {
  AllowsEverything: () => ({
    conditions: [{ property: "allowsEverything", operator: "=", value: true }],
  }),
} as const satisfies SearchChoices<PolicyProperty>;

/**
 * AWS's policies and the account's own together.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html, and the operations that the columns name.
 */
export const policyTable: SearchTable<PolicyRow, SearchedPolicy, PolicyProperty, PolicyPart> = {
  list: "iam:ListPolicies",
  onList: () => ({ resource: "*", resourceName: "policy path /" }),
  onAll: (accountId) => [
    formatArn("policy", { accountId, path: "/", name: "*" }),
    formatArn("aws-policy", { path: "/", name: "*" }),
  ],
  onRow: ({ arn, tags }) => ({ resource: arn, resourceName: `policy ${arn}`, resourceTags: tags }),
  columns,
  filters: {
    PolicyName: { column: "PolicyName", kind: "text", property: "name" },
    Arn: { column: "Arn", kind: "text", property: "arn" },
    Path: { column: "Path", kind: "text", property: "path" },
    Description: { column: "Description", kind: "text", property: "description" },
    Tags: { column: "Tags", kind: "text", property: "tag" },
    Type: { column: "Type", kind: "choice", choices: TYPES },
    UsedAs: { column: "UsedAs", kind: "choice", choices: USES },
    Action: { column: "Document", kind: "action", property: "action" },
    Finding: { column: "Findings", kind: "choice", choices: POLICY_FINDINGS },
  },
  texts: ["PolicyName", "Description", "Tags", "Action"],
  sortedBy: "PolicyName",
  core: ({ name, policyId, path, arn, createdAt, owner }) => ({
    PolicyName: name,
    PolicyId: policyId,
    Path: path,
    Arn: arn,
    CreateDate: new Date(createdAt),
    Type: owner,
  }),
  prepare: prepareGrants,
  search: searchPolicies,
};
