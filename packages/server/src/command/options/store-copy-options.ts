import type { OptionTable } from "./option.ts";

/** The options of `rolecall store copy`. */
export const STORE_COPY_OPTIONS = {
  from: {
    argument: "URL",
    meaning: "the store to copy: sqlite:FILE, or postgres://USER@HOST:PORT/DATABASE",
    otherwise: "required",
  },
  to: {
    argument: "URL",
    meaning: "an empty one to copy it to, in the same form; a file is made where it is missing",
    otherwise: "required",
  },
} as const satisfies OptionTable;
