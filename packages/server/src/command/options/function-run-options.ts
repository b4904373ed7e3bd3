import { CALLER_OPTIONS } from "./caller-options.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall function run`. */
export const FUNCTION_RUN_OPTIONS = {
  role: { argument: "ARN", meaning: "required; the function's execution role" },
  name: {
    argument: "NAME",
    meaning: "what the function is called: in its ARN, its session and its environment",
    otherwise: "the name of the folder",
  },
  handler: {
    argument: "FILE.EXPORT",
    meaning: "a Node handler in this folder, as Lambda writes it: index.handler",
    otherwise: "index.handler, where no command is given",
  },
  event: { argument: "FILE|-", meaning: "the event, JSON; - reads standard input", otherwise: "{}" },
  timeout: { argument: "SECONDS", meaning: "how long the function may take, 1 to 900", default: "900" },
  memory: {
    argument: "MIB",
    meaning: "what the function is told that it has; nothing is limited",
    default: "128",
  },
  endpoint: {
    argument: "URL",
    meaning: "the server to ask, and the function's AWS_ENDPOINT_URL, where none is set",
    otherwise: "AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the server of DIR",
  },
  ...CALLER_OPTIONS,
  region: {
    argument: "REGION",
    meaning: "where the function is",
    otherwise: "AWS_REGION, AWS_DEFAULT_REGION, or the home of the partition",
  },
} as const satisfies OptionTable;
