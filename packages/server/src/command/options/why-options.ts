import { CALLER_OPTIONS } from "./caller-options.ts";
import { COLOR_OPTION } from "./color-option.ts";
import type { OptionTable } from "./option.ts";

/** The options of `rolecall why`. */
export const WHY_OPTIONS = {
  endpoint: {
    argument: "URL",
    meaning: "the server to ask",
    otherwise: "AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the server of DIR",
  },
  ...CALLER_OPTIONS,
  region: {
    argument: "REGION",
    meaning: "what the question is signed for",
    otherwise: "AWS_REGION, AWS_DEFAULT_REGION, or the home of the partition",
  },
  json: { meaning: "as one JSON document (docs/denials.md)" },
  svg: { argument: "FILE", meaning: "as a picture of its layers, into a file; - is standard output" },
  all: { meaning: "statements about other actions too" },
  color: COLOR_OPTION,
} as const satisfies OptionTable;
