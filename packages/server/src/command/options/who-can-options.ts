import { DATA_OPTION } from "./data-option.ts";
import { DATABASE_OPTION } from "./database-option.ts";
import type { OptionTable } from "./option.ts";

const WHERE = "Where it is looked";
const QUESTION = "The question";
const ANSWER = "The answer";

/** Where an installation is that is asked about. */
export const INSTALLATION_OPTIONS = {
  endpoint: {
    group: WHERE,
    argument: "URL",
    meaning: "ask a server, as somebody who has iam:GetAccountAuthorizationDetails",
    otherwise: "the store is read",
  },
  profile: {
    group: WHERE,
    argument: "NAME",
    meaning: "with --endpoint: as whom to ask, a profile of AWS_SHARED_CREDENTIALS_FILE or DIR/credentials",
    otherwise: "the keys in the environment, or AWS_PROFILE, or rolecall",
  },
  data: {
    ...DATA_OPTION,
    group: WHERE,
    meaning: "the folder with the database; with --endpoint, where profiles are",
  },
  database: { ...DATABASE_OPTION, group: WHERE },
  seed: {
    group: WHERE,
    argument: "FILE",
    meaning: "look at what a seed would make, in memory (docs/seed.md)",
  },
  account: {
    group: WHERE,
    argument: "ID",
    meaning: "look at this account",
    otherwise: "all that there are; of a server all that the caller may read",
    isRepeatable: true,
  },
} as const satisfies OptionTable;

const SHARED = {
  context: {
    group: QUESTION,
    argument: "KEY=VALUE",
    meaning: "a condition key that is known of the requests; given several times, it has several values",
    isRepeatable: true,
  },
  "pass-role": { group: QUESTION, meaning: "also by roles that a service would be given (iam:PassRole)" },
} as const satisfies OptionTable;

const JSON_OPTION = {
  json: { group: ANSWER, meaning: "as JSON (docs/who-can.md)" },
} as const satisfies OptionTable;

/** The options of `rolecall who-can`. */
export const WHO_CAN_OPTIONS = {
  ...INSTALLATION_OPTIONS,
  ...SHARED,
  "could-give": {
    group: QUESTION,
    meaning: "also who could give itself the permission, since it may edit its own policies",
  },
  "root-users": { group: QUESTION, meaning: "also the accounts' root users" },
  "resource-account": {
    group: QUESTION,
    argument: "ID",
    meaning: "who owns the resource",
    otherwise: "the ARN's account; where it tells none, the account of whoever asks",
  },
  "resource-policy": { group: QUESTION, argument: "FILE", meaning: "the resource's own policy" },
  ...JSON_OPTION,
} as const satisfies OptionTable;

/** The options of `rolecall what-can`. */
export const WHAT_CAN_OPTIONS = {
  ...INSTALLATION_OPTIONS,
  ...SHARED,
  ...JSON_OPTION,
} as const satisfies OptionTable;
