import type { CommandRow } from "../command.ts";
import { MASTER_KEY_VARIABLE } from "../environment-variables.ts";
import { STATE_OPTIONS } from "../options/state-options.ts";

const ENVIRONMENT = {
  ...MASTER_KEY_VARIABLE,
  AWS_ENDPOINT_URL: "the server, where neither --endpoint nor --data names one",
};

/** The commands for all that an installation holds, also one in memory. */
export const STATE_COMMANDS: readonly (readonly [string, CommandRow])[] = [
  [
    "state save",
    {
      summary: "save all that an installation holds, also one in memory, into a file",
      synopsis: "FILE [--endpoint URL | --data DIR]",
      description:
        "Saves accounts, users, policies and sealed secrets as they are at one moment into one file, while they are used. The file is a backup: the master key is not in it, and nothing is overwritten.",
      options: STATE_OPTIONS,
      environment: ENVIRONMENT,
      exitCodes: "0 saved, 2 it cannot be saved: nothing was.",
      load: async () => (await import("./save.ts")).saveState,
    },
  ],
  [
    "state load",
    {
      summary: "load what was saved into a running server in memory, or a data folder",
      synopsis: "FILE [--endpoint URL | --data DIR]",
      description:
        "Has a server in memory answer from what a state or a backup holds, instead of what it held; a data folder has to be empty. A file that is damaged, of a newer version or sealed with another master key is refused whole.",
      options: STATE_OPTIONS,
      environment: ENVIRONMENT,
      exitCodes: "0 loaded, 2 it cannot be loaded: nothing was.",
      load: async () => (await import("./load.ts")).loadState,
    },
  ],
];
