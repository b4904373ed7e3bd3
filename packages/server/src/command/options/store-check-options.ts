import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall store check`. */
export const STORE_CHECK_OPTIONS = {
  data: { ...DATA_OPTION, meaning: "the folder with the database and the master key" },
  database: {
    argument: "URL",
    meaning: "a PostgreSQL database instead, postgres://USER@HOST:PORT/DATABASE; wins over ROLECALL_DATABASE",
    otherwise: "the embedded store, in DIR",
  },
} as const satisfies OptionTable;
