import { KIND_NAMES } from "../policy/policy-kind.ts";
import { COLOR_OPTION } from "./color-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall validate`. */
export const VALIDATE_OPTIONS = {
  kind: {
    argument: "KIND",
    meaning: KIND_NAMES.join(", "),
    otherwise: "guessed from the document",
  },
  managed: { meaning: "as CreatePolicy judges it: the older version of the language is refused" },
  account: { argument: "ID", meaning: "the account that the policy belongs to" },
  json: { meaning: "one JSON array instead of lines" },
  color: COLOR_OPTION,
} as const satisfies OptionTable;
