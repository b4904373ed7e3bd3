/**
 * Searches: the rows of the console's tables, filtered, sorted, cut into pages and counted in one call. Members of rows are called as IAM
 * and Organizations call them, where these have them. What a column, a filter and its values may be is told in docs/console.md.
 */
import { error, listOf, type ModelFamily, operation, structure } from "./model-family.ts";

const SEARCHES = ["Users", "Roles", "Groups", "Policies", "Accounts"] as const;

/** Whom Organizations does not let in, in its words. */
const REFUSALS = ["AWSOrganizationsNotInUseException", "AccessDeniedException"];

const rowOf = (name: (typeof SEARCHES)[number]) => (name === "Policies" ? "Policy" : name.slice(0, -1));

const requests = Object.fromEntries(
  SEARCHES.map((name) => [
    `Search${name}Request`,
    structure(
      {
        Query: "SearchText",
        Filters: "SearchFilters",
        SortBy: "SearchName",
        Descending: "Boolean",
        Page: "PageNumber",
        PageSize: "RowsOfPage",
        Columns: "SearchColumns",
      },
      ["Page", "PageSize"],
    ),
  ]),
);

const responses = Object.fromEntries(
  SEARCHES.map((name) => [
    `Search${name}Response`,
    structure(
      {
        Rows: `Searched${name}`,
        Count: "Integer",
        Columns: "SearchColumns",
        UnreadableColumns: "UnreadableColumns",
      },
      ["Rows", "Count", "Columns", "UnreadableColumns"],
    ),
  ]),
);

const rows = Object.fromEntries(
  SEARCHES.map((name) => [`Searched${name}`, listOf(`Searched${rowOf(name)}`)]),
);

export const searchFamily: ModelFamily = {
  operations: Object.fromEntries([
    ...SEARCHES.map((name) => operation(`Search${name}`, { errors: name === "Accounts" ? REFUSALS : [] })),
    operation("GetSecurityFindings"),
  ]),

  shapes: {
    Integer: { type: "integer" },
    Strings: listOf("String"),
    /** No NUL, which no name holds. */
    SearchText: { type: "string", min: 0, max: 256, pattern: String.raw`[^\u0000]*` },
    SearchName: { type: "string", min: 1, max: 64 },
    SearchOperator: { type: "string", enum: ["=", "!=", ":", "!:", "<", ">"] },
    SearchFilter: structure({ Property: "SearchName", Operator: "SearchOperator", Value: "SearchText" }, [
      "Property",
      "Operator",
      "Value",
    ]),
    SearchFilters: listOf("SearchFilter", { max: 8 }),
    SearchColumns: listOf("SearchName", { max: 40 }),
    PageNumber: { type: "integer", min: 1, max: 1_000_000 },
    RowsOfPage: { type: "integer", min: 1, max: 100 },
    UnreadableColumn: structure({ Column: "String", Action: "String", Message: "String" }, [
      "Column",
      "Action",
      "Message",
    ]),
    UnreadableColumns: listOf("UnreadableColumn"),
    ...requests,
    ...responses,
    ...rows,

    /** A managed policy has an ARN, an inline one has none. */
    SearchedPolicyName: structure({ PolicyName: "String", PolicyArn: "Arn" }, ["PolicyName"]),
    SearchedPolicyNames: listOf("SearchedPolicyName"),
    SearchedMfaDevice: structure({ SerialNumber: "String", Kind: "String" }, ["SerialNumber", "Kind"]),
    SearchedMfaDevices: listOf("SearchedMfaDevice"),
    SearchedAccessKey: structure(
      { AccessKeyId: "String", Status: "String", CreateDate: "Timestamp", LastUsedDate: "Timestamp" },
      ["AccessKeyId", "Status", "CreateDate"],
    ),
    SearchedAccessKeys: listOf("SearchedAccessKey"),

    SearchedUser: structure(
      {
        UserName: "String",
        UserId: "String",
        Path: "String",
        Arn: "Arn",
        CreateDate: "Timestamp",
        PasswordLastUsed: "Timestamp",
        Groups: "Strings",
        MfaDevices: "SearchedMfaDevices",
        HasPassword: "Boolean",
        PasswordLastChanged: "Timestamp",
        AccessKeys: "SearchedAccessKeys",
        ActiveKeyCreateDate: "Timestamp",
        AccessKeyLastUsed: "Timestamp",
        LastActivity: "Timestamp",
        Policies: "SearchedPolicyNames",
        PermissionsBoundaryArn: "Arn",
        Tags: "Tags",
        Findings: "Strings",
        Unreadable: "Strings",
      },
      ["UserName", "UserId", "Path", "Arn", "CreateDate"],
    ),

    SearchedCondition: structure(
      { Operator: "String", Key: "String", Values: "Strings", ValueCount: "Integer" },
      ["Operator", "Key", "Values", "ValueCount"],
    ),
    SearchedConditions: listOf("SearchedCondition"),
    /** Kind: Service, Account, Principal (a user or role), WebIdentity, Saml, CanonicalUser, Everyone. */
    SearchedTrust: structure({ Kind: "String", Name: "String", Conditions: "SearchedConditions" }, [
      "Kind",
      "Name",
      "Conditions",
    ]),
    SearchedTrusts: listOf("SearchedTrust"),
    SearchedRole: structure(
      {
        RoleName: "String",
        RoleId: "String",
        Path: "String",
        Arn: "Arn",
        CreateDate: "Timestamp",
        TrustedEntities: "SearchedTrusts",
        TrustedEntityCount: "Integer",
        Policies: "SearchedPolicyNames",
        LastActivity: "Timestamp",
        LastActivityRegion: "String",
        Findings: "Strings",
        Description: "String",
        MaxSessionDuration: "Integer",
        PermissionsBoundaryArn: "Arn",
        Tags: "Tags",
        Unreadable: "Strings",
      },
      ["RoleName", "RoleId", "Path", "Arn", "CreateDate"],
    ),

    SearchedGroup: structure(
      {
        GroupName: "String",
        GroupId: "String",
        Path: "String",
        Arn: "Arn",
        CreateDate: "Timestamp",
        UserCount: "Integer",
        Policies: "SearchedPolicyNames",
        Unreadable: "Strings",
      },
      ["GroupName", "GroupId", "Path", "Arn", "CreateDate"],
    ),

    SearchedPolicy: structure(
      {
        PolicyName: "String",
        PolicyId: "String",
        Path: "String",
        Arn: "Arn",
        CreateDate: "Timestamp",
        Type: "PolicyType",
        AttachmentCount: "Integer",
        PermissionsBoundaryUsageCount: "Integer",
        DefaultVersionId: "String",
        UpdateDate: "Timestamp",
        Description: "String",
        Tags: "Tags",
        Document: "String",
        Findings: "Strings",
        Unreadable: "Strings",
      },
      ["PolicyName", "PolicyId", "Path", "Arn", "CreateDate", "Type"],
    ),
    PolicyType: { type: "string", enum: ["AWS", "Customer"] },

    AWSOrganizationsNotInUseException: error(400),
    AccessDeniedException: error(400),
    /** A managed policy of Organizations that is attached to the target: the account, a unit over it or the root. */
    SearchedReachingPolicy: structure(
      { PolicyId: "String", PolicyName: "String", Type: "String", TargetId: "String" },
      ["PolicyId", "Type", "TargetId"],
    ),
    SearchedReachingPolicies: listOf("SearchedReachingPolicy"),
    SearchedAccount: structure(
      {
        Id: "String",
        Name: "String",
        Email: "String",
        Arn: "Arn",
        State: "AccountState",
        JoinedMethod: "String",
        JoinedTimestamp: "Timestamp",
        IsManagementAccount: "Boolean",
        UnitPath: "String",
        ParentId: "String",
        Policies: "SearchedReachingPolicies",
        Tags: "Tags",
        Unreadable: "Strings",
      },
      ["Id", "Name", "Email", "Arn", "State", "IsManagementAccount"],
    ),
    AccountState: { type: "string", enum: ["ACTIVE", "SUSPENDED"] },

    GetSecurityFindingsRequest: structure({}),
    GetSecurityFindingsResponse: structure(
      { Findings: "SecurityFindings", UnreadableFindings: "UnreadableFindings" },
      ["Findings", "UnreadableFindings"],
    ),
    /** Operation and Filters: the search that shows what was counted; absent for what is the root user's. */
    SecurityFinding: structure(
      {
        Name: "String",
        Count: "Integer",
        Reason: "String",
        Operation: "String",
        Filters: "SearchFilters",
      },
      ["Name", "Count", "Reason"],
    ),
    SecurityFindings: listOf("SecurityFinding"),
    UnreadableFinding: structure({ Name: "String", Action: "String", Message: "String" }, [
      "Name",
      "Action",
      "Message",
    ]),
    UnreadableFindings: listOf("UnreadableFinding"),
  },
};
