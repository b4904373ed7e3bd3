import type { CommandRow } from "../command.ts";
import { ASKING_VARIABLES, COLOR_VARIABLES } from "../environment-variables.ts";
import { AUDIT_GREP_OPTIONS, AUDIT_TAIL_OPTIONS } from "../options/audit-options.ts";

/** The commands of `rolecall audit`, by name. */
export const AUDIT_COMMANDS: readonly (readonly [name: string, row: CommandRow])[] = [
  [
    "audit tail",
    {
      summary: "print the newest audit events, and what happens from then on",
      synopsis: "[--follow] [--denied] [--endpoint URL | --data DIR] [--json] [options]",
      description:
        "Prints the newest events of the audit log, a line each: when, who, what, on what, from where, and whether it was allowed or why not. The newest stands last.",
      options: AUDIT_TAIL_OPTIONS,
      environment: { ...ASKING_VARIABLES, ...COLOR_VARIABLES },
      exitCodes: "0 printed, 2 there is no audit log, or it may not be looked at.",
      load: async () => (await import("./tail.ts")).tailEvents,
    },
  ],
  [
    "audit grep",
    {
      summary: "find audit events by fields and a text",
      synopsis: "[FIELD=VALUE]... [TEXT] [--endpoint URL | --data DIR] [--json] [options]",
      description:
        "Prints the audit events that have a text and fields, as audit tail does. Fields are who, action, resource, result (allowed, denied, failed), address, error (each contained in it), key, request, event, account (exactly).",
      options: AUDIT_GREP_OPTIONS,
      environment: { ...ASKING_VARIABLES, ...COLOR_VARIABLES },
      exitCodes: "0 found, 3 nothing found, 2 what was given is wrong, or the log may not be looked at.",
      load: async () => (await import("./grep.ts")).grepEvents,
    },
  ],
];
