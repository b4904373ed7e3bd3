import type { CommandRow } from "../command.ts";
import { CLIENT_ENVIRONMENT } from "../options/client-options.ts";
import { ENV_OPTIONS } from "../options/env-options.ts";
import { EXEC_OPTIONS } from "../options/exec-options.ts";
import { WAIT_OPTIONS } from "../options/wait-options.ts";

/** The commands that bring clients and a running server together. */
export const CLIENT_COMMANDS: readonly (readonly [string, CommandRow])[] = [
  [
    "env",
    {
      summary: "print the exports that point AWS's clients at it",
      synopsis: "[options]",
      description:
        'Prints what a shell needs so that the AWS CLI and SDKs talk to the installation: eval "$(npx rolecall env)".',
      options: ENV_OPTIONS,
      environment: {
        ...CLIENT_ENVIRONMENT,
        GITHUB_ENV: "with --shell github: the file of variables for a job's later steps",
      },
      exitCodes: "0 printed, 2 there is nothing to print.",
      load: async () => (await import("./env.ts")).printEnvironment,
    },
  ],
  [
    "exec",
    {
      summary: "run a program with a user's access key",
      synopsis: "--user NAME [options] -- COMMAND [ARGUMENTS]",
      description:
        "Runs any program with the endpoint and a user's access key in its environment. It gets none of the caller's own credentials, and nothing is printed.",
      options: EXEC_OPTIONS,
      environment: CLIENT_ENVIRONMENT,
      exitCodes: "0 and others as the program ends, 2 it was not run, 128 + N signal N ended it.",
      load: async () => (await import("./exec.ts")).exec,
    },
  ],
  [
    "wait",
    {
      summary: "wait until a server answers requests",
      synopsis: "[--endpoint URL | --data DIR] [options]",
      description:
        "Returns when the server answers requests and its services are loaded: in a script, between rolecall start and the first client.",
      options: WAIT_OPTIONS,
      environment: { AWS_ENDPOINT_URL: "the server, where neither --endpoint nor --data names one" },
      exitCodes: "0 it is ready, 1 it was not in time, and why, 2 something that was given is wrong.",
      load: async () => (await import("./wait.ts")).wait,
    },
  ],
];
