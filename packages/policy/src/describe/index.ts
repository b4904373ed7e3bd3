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
export type {
  ActionsInWords,
  LevelAccess,
  PolicyClaim,
  PolicyDescription,
  PolicyPart,
  ServiceAccess,
} from "./description.ts";
export type { PrincipalKind, PrincipalWords, WhoWords } from "./principal-words.ts";
export { hasUnknownShape, renderClause, renderDescription, renderShort } from "./render-description.ts";
export type { ResourceScope } from "./resource-scope.ts";
