import { Mistake } from "../../mistake.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { ENV_OPTIONS } from "../options/env-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { openSurroundings } from "../process.ts";
import { chooseClient } from "./choose-client.ts";
import { clientEnvironment } from "./client-environment.ts";
import { writeForGitHub } from "./github-environment.ts";
import { SHELLS } from "./shells.ts";

const GITHUB = "github";

/**
 * `rolecall env`: what points AWS's clients at an installation, as one of its users.
 * @example eval "$(npx rolecall env)"
 */
export const printEnvironment: Command = async (args, io) => {
  const { values, positionals } = parseOptions(ENV_OPTIONS, args);
  refusePositionals(positionals);
  const { shell } = values;
  const render = SHELLS.get(shell);
  if (render === undefined && shell !== GITHUB)
    throw new Mistake(`--shell: "${shell}" is none of ${[...SHELLS.keys(), GITHUB].join(", ")}.`);
  const environment = clientEnvironment(await chooseClient(values, io));
  if (render === undefined) writeForGitHub(environment, io, openSurroundings(io).newId);
  else io.stdout.write(render(environment));
  return EXIT_OK;
};
