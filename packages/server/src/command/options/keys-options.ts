import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall keys`. */
export const KEYS_OPTIONS = {
  data: DATA_OPTION,
  database: {
    argument: "URL",
    meaning:
      "the PostgreSQL database of the installation, as rolecall start takes it; wins over ROLECALL_DATABASE",
    otherwise: "the embedded store, in DIR",
  },
  only: {
    argument: "master|tokens",
    meaning: "rotate the master key alone, or the key of secrets and tokens alone",
    otherwise: "both",
  },
} as const satisfies OptionTable;
