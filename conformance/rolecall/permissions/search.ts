import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const page = { Page: 1, PageSize: 10 };

/** Searches take the permission of the list, and no action of their own. */
export const family = rolecallFamily({
  prepare: async () => undefined,
  rows: {
    SearchPolicies: {
      input: page,
      on: () => ({ action: "iam:ListPolicies", resource: "*", named: "policy path /" }),
    },
    SearchAccounts: {
      input: page,
      on: () => ({ action: "organizations:ListAccounts", resource: "*" }),
      answers: "AWSOrganizationsNotInUseException",
    },
    GetSecurityFindings: { input: {}, on: () => ({ action: "iam:GetAccountSummary", resource: "*" }) },
    SearchEvents: {
      input: { MaxResults: 10 },
      on: () => ({ action: "cloudtrail:LookupEvents", resource: "*" }),
    },
    SearchRoles: {
      input: page,
      on: () => ({ action: "iam:ListRoles", resource: `arn:aws:iam::${ACCOUNT}:role/` }),
    },
    SearchGroups: {
      input: page,
      on: () => ({ action: "iam:ListGroups", resource: `arn:aws:iam::${ACCOUNT}:group/` }),
    },
    SearchUsers: {
      input: page,
      on: () => ({ action: "iam:ListUsers", resource: `arn:aws:iam::${ACCOUNT}:user/` }),
    },
  },
});
