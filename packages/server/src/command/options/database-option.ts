import type { Option } from "./option.ts";

export const DATABASE_OPTION = {
  argument: "URL",
  meaning:
    "the PostgreSQL database of the installation, as rolecall start takes it; wins over ROLECALL_DATABASE",
  otherwise: "the embedded store, in DIR",
} as const satisfies Option;
