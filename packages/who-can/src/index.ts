export type { AccessOfIdentity, GrantedService } from "./answer/describe-access.ts";
export type { WayState } from "./answer/way-state.ts";
export type { Way, WayStep } from "./graph/way.ts";
export type {
  Installation,
  SnapshotAccount,
  SnapshotLevels,
  SnapshotPlace,
  SnapshotReach,
  SnapshotRole,
  SnapshotSource,
  SnapshotUser,
} from "./installation/installation.ts";
export {
  type AssumableRole,
  type AssumingIdentity,
  type ListAssumableOptions,
  listAssumable,
} from "./list-assumable.ts";
export {
  type Identity,
  WHAT_CAN_LIMITS,
  type WhatCanAnswer,
  type WhatCanOptions,
  whatCan,
} from "./what-can.ts";
export {
  inquireWhoCan,
  type LookedAt,
  WHO_CAN_LIMITS,
  type WhoCanAnswer,
  type WhoCanInquiry,
  type WhoCanLimits,
  type WhoCanOptions,
  type WhoCanQuestion,
  whoCan,
} from "./who-can.ts";
