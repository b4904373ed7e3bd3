import { CALLER_OPTIONS } from "./caller-options.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall run`. */
export const RUN_OPTIONS = {
  role: { argument: "ARN", meaning: "required; the role that the program runs with" },
  endpoint: {
    argument: "URL",
    meaning: "the server to ask; the program's AWS_ENDPOINT_URL, where none is set",
    otherwise: "AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the server of DIR",
  },
  ...CALLER_OPTIONS,
  duration: {
    argument: "SECONDS",
    meaning:
      "how long each session lives, 900 to 43200, as far as the role lets it; they are replaced as they go",
    otherwise: "3600",
  },
  "session-name": {
    argument: "NAME",
    meaning: "what the sessions are called, in records and in the caller's ARN",
    otherwise: "rolecall-run-SECONDS",
  },
  "external-id": { argument: "ID", meaning: "what the role's trust policy asks for as sts:ExternalId" },
  region: {
    argument: "REGION",
    meaning: "what the question is signed for, and the program's region, where none is set",
    otherwise: "AWS_REGION, AWS_DEFAULT_REGION, or the home of the partition",
  },
} as const satisfies OptionTable;
