import type { Operation } from "@rolecall/operations";
import { attachPolicy } from "./attach-policy.ts";
import { detachPolicy } from "./detach-policy.ts";
import { listPoliciesForTarget } from "./list-policies-for-target.ts";
import { listTargetsForPolicy } from "./list-targets-for-policy.ts";

export const attachmentOperations: readonly Operation[] = [
  attachPolicy,
  detachPolicy,
  listPoliciesForTarget,
  listTargetsForPolicy,
];
