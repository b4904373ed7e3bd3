import { inheritedEnvironment } from "../../credential-delivery/run/child-environment.ts";
import { runChild } from "../../credential-delivery/run/run-child.ts";
import { Mistake } from "../../mistake.ts";
import type { Command } from "../command.ts";
import { EXEC_OPTIONS } from "../options/exec-options.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { chooseClient } from "./choose-client.ts";
import { clientEnvironment, type Exported } from "./client-environment.ts";

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
  return runChild({ command, args: commandArgs, environment: execEnvironment(io.environment, client) });
};

/** A file that is there and empty: clients find no profile in it. */
const EMPTY_FILE = "/dev/null";

/** Endpoints of single services would take the key elsewhere, and so would a word that no endpoint counts. */
const LEADS_ELSEWHERE = /^AWS_(?:ENDPOINT_URL(?:_.+)?|IGNORE_CONFIGURED_ENDPOINT_URLS)$/;

/** INVARIANT: no key, profile or endpoint but the ones that are meant. A region that is set stays. */
export function execEnvironment(
  parent: Readonly<Record<string, string | undefined>>,
  { endpoint, region, key }: Exported,
): Readonly<Record<string, string | undefined>> {
  const { set } = clientEnvironment({ endpoint, region, key });
  const { AWS_REGION, AWS_DEFAULT_REGION, ...identity } = set;
  const inherited = Object.entries(inheritedEnvironment(parent)).filter(
    ([name]) => !LEADS_ELSEWHERE.test(name),
  );
  return {
    AWS_REGION,
    AWS_DEFAULT_REGION,
    ...Object.fromEntries(inherited),
    ...identity,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: undefined,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: EMPTY_FILE,
    AWS_CONFIG_FILE: EMPTY_FILE,
    BOTO_CONFIG: EMPTY_FILE,
  };
}
