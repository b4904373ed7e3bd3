import { COLOR_OPTION } from "./color-option.ts";
import { DATA_OPTION } from "./data-option.ts";
import { DATABASE_OPTION } from "./database-option.ts";
import type { OptionTable } from "./option.ts";
import { ORGANIZATION_OPTION } from "./organization-option.ts";

/** The options of `rolecall tree`. */
export const TREE_OPTIONS = {
  endpoint: {
    argument: "URL",
    meaning: "ask a server over its API, as a user who may: the caller's own organization",
    otherwise: "the store is read",
  },
  profile: {
    argument: "NAME",
    meaning: "with --endpoint: as whom to ask, a profile of AWS_SHARED_CREDENTIALS_FILE or DIR/credentials",
    otherwise: "the keys in the environment, or AWS_PROFILE, or rolecall",
  },
  data: { ...DATA_OPTION, meaning: "the folder with the database; with --endpoint, where profiles are" },
  database: DATABASE_OPTION,
  organization: ORGANIZATION_OPTION,
  json: { meaning: "as one JSON document (docs/organizations.md)" },
  svg: { argument: "FILE", meaning: "as a picture, with every account, into a file; - is standard output" },
  all: { meaning: "every account, where a large organization folds them" },
  color: COLOR_OPTION,
} as const satisfies OptionTable;
