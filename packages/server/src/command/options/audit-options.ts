import { COLOR_OPTION } from "./color-option.ts";
import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** Where events are read, as all commands of `rolecall audit` take it. */
const WHERE = {
  endpoint: {
    argument: "URL",
    meaning: "ask a server over its API, as a user who may look up events: those of the user's own account",
    otherwise: "the files of a data folder are read, of all accounts",
  },
  profile: {
    argument: "NAME",
    meaning: "with --endpoint: as whom to ask, a profile of AWS_SHARED_CREDENTIALS_FILE or DIR/credentials",
    otherwise: "the keys in the environment, or AWS_PROFILE, or rolecall",
  },
  data: { ...DATA_OPTION, meaning: "the folder with the audit log; with --endpoint, where profiles are" },
} as const satisfies OptionTable;

const HOW = {
  lines: { argument: "N", meaning: "so many events at most, the newest", default: "20" },
  json: { meaning: "each event whole, as the log has it: a line of JSON" },
  color: COLOR_OPTION,
} as const satisfies OptionTable;

/** The options of `rolecall audit tail`. */
export const AUDIT_TAIL_OPTIONS = {
  follow: { meaning: "go on with what happens from now, until Ctrl-C" },
  denied: { meaning: "only what was denied" },
  ...WHERE,
  ...HOW,
} as const satisfies OptionTable;

/** The options of `rolecall audit grep`. */
export const AUDIT_GREP_OPTIONS = {
  ...WHERE,
  ...HOW,
  lines: { ...HOW.lines, default: "1000" },
  days: { argument: "N", meaning: "so far back at most, 1 to 90", default: "90" },
} as const satisfies OptionTable;
