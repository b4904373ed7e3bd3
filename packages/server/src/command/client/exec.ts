import { runChild } from "../../credential-delivery/run/run-child.ts";
import { Mistake } from "../../mistake.ts";
import type { Command } from "../command.ts";
import { EXEC_OPTIONS } from "../options/exec-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { chooseClient } from "./choose-client.ts";
import { programEnvironment } from "./program-environment.ts";

/** `rolecall exec --user NAME -- COMMAND`: a program with a user's access key in its environment, and nobody else's. */
export const exec: Command = async (args, io) => {
  const end = args.indexOf("--");
  const { values, positionals } = parseOptions(EXEC_OPTIONS, end === -1 ? args : args.slice(0, end));
  const [command, ...commandArgs] = end === -1 ? [] : args.slice(end + 1);
  if (command === undefined)
    throw new Mistake("which program? Write it behind two dashes: rolecall exec --user NAME -- COMMAND.");
  refusePositionals(positionals);
  // Nobody is taken by default: who runs a program means somebody.
  if (values.user === undefined) throw new Mistake("as whom? Name the user whose key it is: --user NAME.");
  const client = await chooseClient(values, io);
  return runChild({ command, args: commandArgs, environment: programEnvironment(io.environment, client) });
};
