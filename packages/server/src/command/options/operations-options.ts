import type { OptionTable } from "./option.ts";

/** The options of `rolecall operations`. */
export const OPERATIONS_OPTIONS = {
  model: {
    argument: "SERVICE",
    meaning: "instead of the list, the model of rolecall, for aws configure add-model",
  },
  json: { meaning: "one JSON array instead of a table" },
} as const satisfies OptionTable;
