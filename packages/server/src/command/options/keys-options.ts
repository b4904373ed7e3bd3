import { DATA_OPTION } from "./data-option.ts";
import { DATABASE_OPTION } from "./database-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall keys`. */
export const KEYS_OPTIONS = {
  data: DATA_OPTION,
  database: DATABASE_OPTION,
  only: {
    argument: "master|tokens|issuers",
    meaning:
      "rotate the master key alone, the key of secrets and tokens alone, or the keys that accounts sign web identity tokens with",
    otherwise: "the first two",
  },
} as const satisfies OptionTable;
