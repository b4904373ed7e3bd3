import type { OptionTable } from "./option.ts";

/** The options of `rolecall operations`. */
export const OPERATIONS_OPTIONS = {
  json: { meaning: "one JSON array instead of a table" },
} as const satisfies OptionTable;
