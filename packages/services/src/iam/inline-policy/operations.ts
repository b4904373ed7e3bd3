import type { Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { GROUP, ROLE, USER } from "../policy-owner/owner-kind.ts";
import { deleteInlinePolicy, putInlinePolicy } from "./change-inline-policy.ts";
import { getInlinePolicy, listInlinePolicies } from "./read-inline-policy.ts";

export const inlinePolicyOperations: readonly Operation[] = [
  iam.write("PutUserPolicy", putInlinePolicy(USER)),
  iam.write("PutGroupPolicy", putInlinePolicy(GROUP)),
  iam.write("PutRolePolicy", putInlinePolicy(ROLE)),
  iam.read("GetUserPolicy", getInlinePolicy(USER)),
  iam.read("GetGroupPolicy", getInlinePolicy(GROUP)),
  iam.read("GetRolePolicy", getInlinePolicy(ROLE)),
  iam.write("DeleteUserPolicy", deleteInlinePolicy(USER)),
  iam.write("DeleteGroupPolicy", deleteInlinePolicy(GROUP)),
  iam.write("DeleteRolePolicy", deleteInlinePolicy(ROLE)),
  iam.read("ListUserPolicies", listInlinePolicies(USER)),
  iam.read("ListGroupPolicies", listInlinePolicies(GROUP)),
  iam.read("ListRolePolicies", listInlinePolicies(ROLE)),
];
