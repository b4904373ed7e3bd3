import type { Operation } from "@rolecall/operations";
import { iam } from "../define.ts";
import { GROUP, ROLE, USER } from "../policy-owner/owner-kind.ts";
import { attachPolicy, detachPolicy } from "./attach-policy.ts";
import { listAttachedPolicies } from "./list-attached-policies.ts";

export const attachmentOperations: readonly Operation[] = [
  iam.write("AttachUserPolicy", attachPolicy(USER)),
  iam.write("AttachGroupPolicy", attachPolicy(GROUP)),
  iam.write("AttachRolePolicy", attachPolicy(ROLE)),
  iam.write("DetachUserPolicy", detachPolicy(USER)),
  iam.write("DetachGroupPolicy", detachPolicy(GROUP)),
  iam.write("DetachRolePolicy", detachPolicy(ROLE)),
  iam.read("ListAttachedUserPolicies", listAttachedPolicies(USER)),
  iam.read("ListAttachedGroupPolicies", listAttachedPolicies(GROUP)),
  iam.read("ListAttachedRolePolicies", listAttachedPolicies(ROLE)),
];
