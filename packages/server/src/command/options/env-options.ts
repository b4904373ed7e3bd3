import { PROFILE_NAME } from "../../installation/credentials-file.ts";
import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall env`. */
export const ENV_OPTIONS = {
  data: DATA_OPTION,
  profile: {
    argument: "NAME",
    meaning: "the user whose access key it is, as DIR/credentials names it; rolecall is the first key",
    default: PROFILE_NAME,
  },
} as const satisfies OptionTable;
