import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall backup`. */
export const BACKUP_OPTIONS = { data: DATA_OPTION } as const satisfies OptionTable;

/** The options of `rolecall restore`. */
export const RESTORE_OPTIONS = {
  data: { ...DATA_OPTION, meaning: "the folder that the database is put into; made where it is missing" },
} as const satisfies OptionTable;
