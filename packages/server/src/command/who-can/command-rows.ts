import type { CommandRow } from "../command.ts";
import { ASKING_VARIABLES, DATABASE_VARIABLES } from "../environment-variables.ts";
import { WHAT_CAN_OPTIONS, WHO_CAN_OPTIONS } from "../options/who-can-options.ts";

/** The commands that tell who can do something, and what somebody can become. */
export const WHO_CAN_COMMANDS: readonly (readonly [name: string, row: CommandRow])[] = [
  [
    "who-can",
    {
      summary: "tell everybody that can do something, by which ways",
      synopsis: "ACTION RESOURCE [--endpoint URL | --data DIR | --seed FILE] [options]",
      description:
        "Tells who may do an action on a resource: by policies of their own, a group's, or roles one after the other, across accounts too. Each way is open, needs condition keys, or is stopped by a layer (docs/who-can.md).",
      options: WHO_CAN_OPTIONS,
      environment: { ...ASKING_VARIABLES, ...DATABASE_VARIABLES },
      exitCodes: "0 told, 2 the command line is wrong, or it may not be looked.",
      load: async () => (await import("./who-can.ts")).whoCan,
    },
  ],
  [
    "what-can",
    {
      summary: "tell what somebody can become, and what that may do",
      synopsis: "PRINCIPAL [--endpoint URL | --data DIR | --seed FILE] [options]",
      description:
        "Tells the roles that a principal can become, one after the other, and the services and levels of access that follow (docs/who-can.md).",
      options: WHAT_CAN_OPTIONS,
      environment: { ...ASKING_VARIABLES, ...DATABASE_VARIABLES },
      exitCodes: "0 told, 2 the command line is wrong, there is no such principal, or it may not be looked.",
      load: async () => (await import("./what-can.ts")).whatCan,
    },
  ],
];
