import type { OptionTable } from "./option.ts";

const DEFAULT_TIMEOUT_SECONDS = 60;

/** The options of `rolecall wait`. */
export const WAIT_OPTIONS = {
  endpoint: {
    argument: "URL",
    meaning: "the server to wait for",
    otherwise: "the server of --data, or AWS_ENDPOINT_URL, or http://127.0.0.1:4600",
  },
  data: {
    argument: "DIR",
    meaning: "instead of --endpoint: the folder of the server, which leaves word there of where it listens",
  },
  service: {
    argument: "NAME",
    meaning: "a service that has to be loaded, such as iam; without it every one that health names",
    isRepeatable: true,
  },
  timeout: {
    argument: "SECONDS",
    meaning: "how long to wait, 1 to 86400",
    default: String(DEFAULT_TIMEOUT_SECONDS),
  },
} as const satisfies OptionTable;
