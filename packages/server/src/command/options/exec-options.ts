import { CLIENT_OPTIONS } from "./client-options.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall exec`. */
export const EXEC_OPTIONS = {
  user: { argument: "NAME", meaning: "required; the user whose access key it is; root is the root user" },
  ...CLIENT_OPTIONS,
} as const satisfies OptionTable;
