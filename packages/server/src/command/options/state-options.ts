import type { OptionTable } from "./option.ts";

/** The options of `rolecall state save` and `rolecall state load`. */
export const STATE_OPTIONS = {
  endpoint: {
    argument: "URL",
    meaning: "a server that keeps nothing (--ephemeral) and was started with ROLECALL_MASTER_KEY",
    otherwise: "AWS_ENDPOINT_URL, or http://127.0.0.1:4600",
  },
  data: {
    argument: "DIR",
    meaning: "instead of --endpoint: a data folder, as rolecall backup and rolecall restore have it",
  },
} as const satisfies OptionTable;
