import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall env`. */
export const ENV_OPTIONS = { data: DATA_OPTION } as const satisfies OptionTable;
