import { PROFILE_NAME } from "../../installation/credentials-file.ts";
import { CLIENT_OPTIONS } from "./client-options.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall env`. */
export const ENV_OPTIONS = {
  user: { argument: "NAME", meaning: "the user whose access key it is; root is the root user" },
  profile: {
    argument: "NAME",
    meaning: "instead of --user: a profile as DIR/credentials names it; rolecall is the first key",
    otherwise: PROFILE_NAME,
  },
  ...CLIENT_OPTIONS,
  shell: {
    argument: "bash|fish|powershell|github",
    meaning:
      "for whom; bash is for every POSIX shell, github writes into the file that GITHUB_ENV names and masks the secret",
    default: "bash",
  },
} as const satisfies OptionTable;
