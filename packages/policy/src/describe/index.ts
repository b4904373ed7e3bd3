export { indexLines, type LineRange } from "../document/line-index.ts";
export {
  ACCESS_LEVELS,
  type AccessLevel,
  type AccessLevelData,
  type AccessReference,
  type ReferenceAction,
  readAccessLevels,
} from "./access-levels.ts";
export type { ConditionWords } from "./condition-words.ts";
export { type DescribeOptions, describePolicy } from "./describe-policy.ts";
export { describeRole, type RoleDescription, type RoleInWords } from "./describe-role.ts";
export {
  type AssumingOperation,
  describeTrust,
  type TrustDescription,
  type TrustedEntity,
} from "./describe-trust.ts";
export type {
  ActionsInWords,
  LevelAccess,
  PolicyClaim,
  PolicyDescription,
  PolicyPart,
  ServiceAccess,
} from "./description.ts";
export { describeElements, type ElementWords } from "./element-words.ts";
export type { PrincipalKind, PrincipalWords, WhoWords } from "./principal-words.ts";
export { hasUnknownShape, renderClause, renderDescription, renderShort } from "./render-description.ts";
export type { ResourceScope } from "./resource-scope.ts";
