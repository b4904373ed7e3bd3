/** Who can do something, what somebody can become: answers about everybody at once, which AWS has no operations for. */
import { listOf, type ModelFamily, operation, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";

/** How far it was looked; part of every answer. */
const LOOKED_AT = {
  Accounts: "LookedAtCount",
  UnreadAccountIds: "LookedAtAccountIds",
  Roles: "LookedAtCount",
  OfRoles: "LookedAtCount",
};

const STEP = { State: "WayState", Needs: "WayNames", StoppedBy: "String" };

export const whoCanFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("WhoCan"),
    operation("WhatCan", { errors: [NOT_FOUND] }),
    operation("ListAssumableRoles"),
  ]),

  shapes: {
    WayState: { type: "string", enum: ["open", "needs", "stopped"] },
    WayNames: listOf("String"),
    AskedAccountId: { type: "string", min: 12, max: 12, pattern: String.raw`\d{12}` },
    AskedAccountIds: listOf("AskedAccountId", { min: 1, max: 100 }),
    AskedAction: { type: "string", min: 3, max: 128, pattern: "[A-Za-z0-9-]+:[A-Za-z0-9]+" },
    AskedResource: { type: "string", min: 1, max: 2048, pattern: String.raw`\*|arn:[^\u0000]+` },
    AskedPolicy: { type: "string", min: 1, max: 32_768 },
    AskedPrincipal: { type: "string", min: 1, max: 2048, pattern: String.raw`[^\u0000]+` },
    AskedContextKey: { type: "string", min: 3, max: 256, pattern: String.raw`[^\u0000]+` },
    AskedContextValue: { type: "string", min: 0, max: 1024, pattern: String.raw`[^\u0000]*` },
    AskedContextValues: listOf("AskedContextValue", { min: 1, max: 20 }),
    AskedContextEntry: structure({ Key: "AskedContextKey", Values: "AskedContextValues" }, ["Key", "Values"]),
    AskedContext: listOf("AskedContextEntry", { max: 50 }),
    LookedAtCount: { type: "integer", min: 0 },
    LookedAtAccountIds: listOf("String"),

    /**
     * `AccountIds`: the caller's own where they are left out; of who manages or administers an organization, all of its accounts.
     * `ResourceAccountId`: who owns the resource, where its ARN does not tell.
     */
    WhoCanRequest: structure(
      {
        Action: "AskedAction",
        Resource: "AskedResource",
        Context: "AskedContext",
        ResourceAccountId: "AskedAccountId",
        ResourcePolicy: "AskedPolicy",
        AccountIds: "AskedAccountIds",
        PassRole: "Boolean",
        CouldGive: "Boolean",
        RootUsers: "Boolean",
        NextToken: "NextToken",
      },
      ["Action", "Resource"],
    ),
    WhoCanResponse: structure({ Ways: "Ways", LookedAt: "WhoCanLookedAt", NextToken: "NextToken" }, [
      "Ways",
      "LookedAt",
    ]),
    WhoCanLookedAt: structure(
      {
        ...LOOKED_AT,
        Principals: "LookedAtCount",
        OfPrincipals: "LookedAtCount",
        OmittedWays: "LookedAtCount",
      },
      [...Object.keys(LOOKED_AT), "Principals", "OfPrincipals", "OmittedWays"],
    ),
    Ways: listOf("Way"),
    /**
     * Kind: user, role, root, service, provider, account, outsider, everyone. `LastUsed`: when the last role on the way was last used; absent
     * where there is none, or it never was.
     */
    Way: structure(
      {
        Principal: "String",
        Kind: "String",
        AccountId: "String",
        ...STEP,
        Through: "WayNames",
        Steps: "WaySteps",
        LastUsed: "Timestamp",
      },
      ["Principal", "Kind", "State", "Needs", "Through", "Steps"],
    ),
    WaySteps: listOf("WayStep"),
    WayStep: structure({ Action: "String", Resource: "String", ...STEP }, [
      "Action",
      "Resource",
      "State",
      "Needs",
    ]),

    WhatCanRequest: structure(
      {
        Principal: "AskedPrincipal",
        Context: "AskedContext",
        AccountIds: "AskedAccountIds",
        PassRole: "Boolean",
      },
      ["Principal"],
    ),
    WhatCanResponse: structure({ Identities: "Identities", LookedAt: "WhatCanLookedAt" }, [
      "Identities",
      "LookedAt",
    ]),
    WhatCanLookedAt: structure({ ...LOOKED_AT, IsFinished: "Boolean" }, [
      ...Object.keys(LOOKED_AT),
      "IsFinished",
    ]),
    Identities: listOf("Identity"),
    Identity: structure(
      { Arn: "String", AccountId: "String", ...STEP, Through: "WayNames", Access: "IdentityAccess" },
      ["Arn", "State", "Needs", "Through", "Access"],
    ),
    /** What its policies come to: at most, where they have conditions or name resources. */
    IdentityAccess: structure(
      {
        IsEverything: "Boolean",
        Services: "GrantedServices",
        HasUntold: "Boolean",
        LimitedBy: "WayNames",
      },
      ["IsEverything", "Services", "HasUntold", "LimitedBy"],
    ),
    GrantedServices: listOf("GrantedService"),
    GrantedService: structure(
      { Service: "String", Label: "String", IsWhole: "Boolean", Levels: "WayNames" },
      ["Service", "Label", "IsWhole", "Levels"],
    ),

    ListAssumableRolesRequest: structure({ NextToken: "NextToken", MaxResults: "MaxResults" }),
    ListAssumableRolesResponse: structure({ Roles: "AssumableRoles", NextToken: "NextToken" }, ["Roles"]),
    AssumableRoles: listOf("AssumableRole"),
    AssumableRole: structure(
      { RoleArn: "String", RoleName: "String", AccountId: "String", State: "WayState", Needs: "WayNames" },
      ["RoleArn", "RoleName", "AccountId", "State", "Needs"],
    ),
  },

  pages: {
    ListAssumableRoles: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Roles",
    },
  },
};
