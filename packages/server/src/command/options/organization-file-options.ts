import { DATA_OPTION } from "./data-option.ts";
import { DATABASE_OPTION } from "./database-option.ts";
import type { OptionTable } from "./option.ts";
import { ORGANIZATION_OPTION } from "./organization-option.ts";
import { PARTITION_OPTION } from "./partition-option.ts";
import { START_OPTIONS } from "./start-options.ts";

/** The options of `rolecall export organization`. */
export const EXPORT_ORGANIZATION_OPTIONS = {
  data: { ...DATA_OPTION, meaning: "the folder with the database" },
  database: DATABASE_OPTION,
  organization: ORGANIZATION_OPTION,
} as const satisfies OptionTable;

/** The options of `rolecall import organization`. */
export const IMPORT_ORGANIZATION_OPTIONS = {
  data: {
    ...DATA_OPTION,
    meaning: "an empty folder, or one that is made: what a first start makes is made there",
  },
  database: {
    ...DATABASE_OPTION,
    meaning: "an empty PostgreSQL database instead; wins over ROLECALL_DATABASE",
  },
  seed: {
    argument: "FILE",
    meaning: "fill no store: write a seed, as for rolecall start --ephemeral --seed FILE",
  },
  quota: START_OPTIONS.quota,
  partition: { ...PARTITION_OPTION, otherwise: "aws" },
} as const satisfies OptionTable;
