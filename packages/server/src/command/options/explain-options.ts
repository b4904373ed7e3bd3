import { COLOR_OPTION } from "./color-option.ts";
import type { OptionTable } from "./option.ts";

const POLICIES = "The policies";
const REQUEST = "The request";
const ANSWER = "The answer";

/** The options of `rolecall explain`. */
export const EXPLAIN_OPTIONS = {
  policy: { group: POLICIES, argument: "FILE", meaning: "identity-based policy", isRepeatable: true },
  boundary: { group: POLICIES, argument: "FILE", meaning: "permissions boundary" },
  session: {
    group: POLICIES,
    argument: "FILE",
    meaning: "session policy; all that are given form one",
    isRepeatable: true,
  },
  "resource-policy": {
    group: POLICIES,
    argument: "FILE",
    meaning: "the resource's own policy",
    isRepeatable: true,
  },
  trust: {
    group: POLICIES,
    argument: "FILE",
    meaning: "the trust policy of the role that is to be assumed",
  },
  scp: {
    group: POLICIES,
    argument: "FILE",
    meaning: "service control policy; each one a level, from the root down",
    isRepeatable: true,
  },
  rcp: {
    group: POLICIES,
    argument: "FILE",
    meaning: "resource control policy; each one a level, from the root down",
    isRepeatable: true,
  },
  endpoint: { group: POLICIES, argument: "FILE", meaning: "VPC endpoint policy" },
  action: { group: REQUEST, argument: "SERVICE:ACTION", meaning: "required; such as s3:GetObject" },
  resource: { group: REQUEST, argument: "ARN", meaning: "what it is about", default: "*" },
  principal: {
    group: REQUEST,
    argument: "ARN",
    meaning: "user, role, session, account, service or anonymous",
    default: "arn:aws:iam::111122223333:user/someone",
  },
  "resource-account": {
    group: REQUEST,
    argument: "ID",
    meaning: "who owns the resource",
    otherwise: "the ARN's account, or the principal's",
  },
  context: {
    group: REQUEST,
    argument: "KEY=VALUE",
    meaning: "a condition key; given several times, it has several values",
    isRepeatable: true,
  },
  json: { group: ANSWER, meaning: "as JSON" },
  all: { group: ANSWER, meaning: "also statements about other actions" },
  color: { group: ANSWER, ...COLOR_OPTION },
} as const satisfies OptionTable;
