/** As whom commands ask for a role that others are to have: `rolecall run` and `rolecall function run`. */
import { DATA_OPTION } from "./data-option.ts";
import type { OptionTable } from "./option.ts";

export const CALLER_OPTIONS = {
  profile: {
    argument: "NAME",
    meaning: "as whom to ask, a profile of AWS_SHARED_CREDENTIALS_FILE or DIR/credentials",
    otherwise: "the keys in the environment, or AWS_PROFILE, or rolecall",
  },
  data: { ...DATA_OPTION, meaning: "the folder where the server left word of itself, and profiles are" },
} as const satisfies OptionTable;

export const CALLER_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID:
    "who asks, where no profile is named; AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN belong to it",
  AWS_PROFILE: "the profile where --profile names none",
  AWS_SHARED_CREDENTIALS_FILE: "where profiles are instead of DIR/credentials",
  AWS_ENDPOINT_URL: "the server, where --endpoint names none; AWS_ENDPOINT_URL_STS wins over it",
  AWS_REGION: "the region, where --region names none; AWS_DEFAULT_REGION behind it",
} as const;
