/** As whom AWS's clients are to talk to a server, and where it is: `rolecall env` and `rolecall exec`. */
import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

export const CLIENT_OPTIONS = {
  account: {
    argument: "ID",
    meaning: "with --user: the account that the user is of, where several have one of that name",
  },
  data: DATA_OPTION,
  seed: {
    argument: "FILE",
    meaning: "instead of --data: the seed whose keys are meant, of a server that keeps nothing (--ephemeral)",
  },
  endpoint: {
    argument: "URL",
    meaning: "the server",
    otherwise: "that of DIR; with --seed AWS_ENDPOINT_URL, or http://127.0.0.1:4600",
  },
} as const satisfies OptionTable;

export const CLIENT_ENVIRONMENT = {
  AWS_ENDPOINT_URL: "with --seed: the server, where --endpoint names none",
} as const;
