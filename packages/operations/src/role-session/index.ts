export { type Issued, issueCredentials, type Validity, validFrom } from "./issue-credentials.ts";
export { checkRoleDuration } from "./role-duration.ts";
export {
  type FoundRole,
  findRole,
  grantedRole,
  type RoleSession,
  type RoleTarget,
  readRoleArn,
  rolePermission,
  roleSessionClaims,
  sessionKeys,
  sessionRequirements,
} from "./role-target.ts";
export {
  checkSessionPolicies,
  packedPolicySize,
  type SessionPolicies,
  type SessionPolicyRules,
} from "./session-policies.ts";
export { joinSessionTags, type SessionTags } from "./session-tags.ts";
