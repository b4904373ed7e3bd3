import type { Option } from "./option.ts";

export const DEFAULT_DATA_FOLDER = "data";

/** The folder that `start` fills and other commands read. */
export const DATA_OPTION = {
  argument: "DIR",
  meaning: "the folder with the data, the master key, the credentials and the audit log",
  default: DEFAULT_DATA_FOLDER,
} as const satisfies Option;
